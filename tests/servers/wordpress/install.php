<?php
// Sets WordPress up in an empty database.
define('WP_INSTALLING', true);
require getcwd() . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('The Harbour Courier', 'editor', 'editor@courier.example', true, '', 'editor');
foreach (['page', 'post', 'attachment'] as $type) {
    foreach (get_posts(['post_type' => $type, 'numberposts' => -1, 'post_status' => 'any']) as $post) {
        wp_delete_post($post->ID, true);
    }
}
// Addresses under /wp-json/ work only with permalinks.
update_option('permalink_structure', '/%postname%/');
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);
// As open as a test wants it: each test that asks for moderation or required fields switches them on.
foreach (['comment_moderation' => 0, 'comment_previously_approved' => 0, 'require_name_email' => 0, 'comment_max_links' => 0, 'close_comments_for_old_posts' => 0] as $name => $value) {
    update_option($name, $value);
}
