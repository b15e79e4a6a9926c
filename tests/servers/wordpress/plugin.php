<?php
// A must-use plugin. The first line is the one that a newsroom needs (docs/comments.md); the others are for the tests.
add_filter('rest_allow_anonymous_comments', fn() => get_option('newsprint_anonymous', 'yes') === 'yes');
// Fifteen seconds between two comments would be fifteen seconds of a test.
add_action('init', function () {
    if (get_option('newsprint_flood', 'no') === 'no') {
        remove_filter('comment_flood_filter', 'wp_throttle_comment_flood');
    }
});
// No mail leaves this machine.
add_filter('pre_wp_mail', '__return_true');
// Faces from this machine in place of Gravatar's.
add_filter('pre_get_avatar_data', function ($data) {
    return get_option('newsprint_avatars') === 'own' ? ['url' => home_url('/wp-includes/images/w-logo-blue.png'), 'found_avatar' => true] + $data : $data;
});
