/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "import/brv-html-captured.h"
#include "import/brv-import.h"

typedef struct
{
  const char *text;
  const char *moment; /* (nullable): NULL where none is named */
} Row;

static const Row addresses[] = {
  { "https://archive.example/web/20240312101500/https://quay.example/works",
    "2024-03-12T10:15:00Z" },
  { "https://archive.example/20240312101500id_/http://quay.example/works", "2024-03-12T10:15:00Z" },
  { "https://archive.example/all/20240312101500/quay.example/works", "2024-03-12T10:15:00Z" },
  { "https://quay.example/20240312101500/works.html", NULL },
  { "https://archive.example/web/20241312101500/https://quay.example/works", NULL },
  { "https://archive.example/web/2024031210150/https://quay.example/works", NULL },
  { "https://quay.example/2024/03/12/works", NULL },
  { NULL, NULL },
};

static const Row comments[] = {
  { "\n Page saved with SingleFile \n url: https://quay.example/works \n saved date: Tue Mar 12 "
    "2024 10:15:00 GMT+0100 (Central European Standard Time)\n",
    "2024-03-12T09:15:00Z" },
  { " saved date: 2024-03-12T10:15:00Z ", "2024-03-12T10:15:00Z" },
  { " Mirrored from quay.example/works by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 12 Mar "
    "2024 "
    "10:15:00 GMT ",
    "2024-03-12T10:15:00Z" },
  { "\n     FILE ARCHIVED ON 10:15:00 Mar 12, 2024 AND RETRIEVED FROM AN\n     ARCHIVE ON 11:00:00 "
    "May 01, 2025.\n",
    "2024-03-12T10:15:00Z" },
  { " saved from url=(0026)https://quay.example/works ", NULL },
  { " saved date: yesterday ", NULL },
  { " Archived on the shelf in March 12 ", NULL },
  { " 12 March 2024 ", NULL },
  { NULL, NULL },
};

static char *
describe (gint64 moment_us)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (moment_us / G_USEC_PER_SEC);

  return moment_us == 0 ? NULL : g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *given = describe (brv_html_captured_from_address (addresses[i].text));

      g_test_message ("%s", addresses[i].text);
      g_assert_cmpstr (given, ==, addresses[i].moment);
    }
}

static void
test_comments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
    {
      g_autofree char *given = describe (brv_html_captured_from_comment (comments[i].text));

      g_test_message ("%s", comments[i].text);
      g_assert_cmpstr (given, ==, comments[i].moment);
    }
}

/* Of a whole page: what stands before its text, and the moment of its capture. */
static const Row pages[] = {
  { "<!-- saved from "
    "url=(0072)https://archive.example/web/20240312101500/https://quay.example/works "
    "--><html><head>",
    "2024-03-12T10:15:00" },
  { "<html><head><link rel=canonical href='https://archive.example/web/20240312101500/"
    "https://quay.example/works'>",
    "2024-03-12T10:15:00" },
  { "<html><!-- Page saved\n saved date: Tue Mar 12 2024 10:15:00 GMT+0000 --><head>",
    "2024-03-12T10:15:00" },
  { "<!-- saved from "
    "url=(0072)https://archive.example/web/20240312101500/https://quay.example/works "
    "--><html><!-- Page saved\n saved date: Wed Mar 13 2024 10:15:00 GMT+0000 --><head>",
    "2024-03-12T10:15:00" },
};

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *html = g_strconcat ("<!doctype html>", pages[i].text,
                                           "<title>Harbour works</title></head><body><h1>Harbour "
                                           "works</h1><p>The quay was measured twice, and both "
                                           "times it was too short for the ship.</p></body></html>",
                                           NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
      const BrvImportInput input = { .media_type = "text/html", .bytes = bytes };
      g_autoptr (GError) error = NULL;
      g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);
      g_autofree char *captured = NULL;
      const BrvSource *source = NULL;

      g_assert_no_error (error);
      source = brv_import_result_get_source (result, 0);
      captured = brv_source_dup_captured (source);
      g_assert_true (g_str_has_prefix (captured, pages[i].moment));
      /* When it was saved is not when it was published. */
      g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_DATE));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/html-captured/addresses", test_addresses);
  g_test_add_func ("/import/html-captured/comments", test_comments);
  g_test_add_func ("/import/html-captured/pages", test_pages);
  return g_test_run ();
}
