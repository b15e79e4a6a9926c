<?php
// Runs a piece of PHP inside WordPress: standard input is {"code", "data"}, standard output what it returns, as JSON.
['code' => $code, 'data' => $data] = json_decode(file_get_contents('php://stdin'), true);
require getcwd() . '/wp-load.php';
$result = (function ($data) use ($code) {
    return eval($code);
})($data);
fwrite(STDOUT, json_encode($result, JSON_THROW_ON_ERROR));
