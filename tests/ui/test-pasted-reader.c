/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include <string.h>

#include "ui/sources/brv-pasted-reader.h"

/* What a clipboard offers under up to three names. */
typedef struct
{
  const char *media_type;
  const char *bytes;
  gssize length; /* -1: up to the NUL */
} Offer;

typedef struct
{
  const char *name;
  Offer offers[3];
  const char *media_type; /* what is read; NULL: nothing */
  const char *bytes;
  const char *address; /* (nullable) */
} Row;

static const Row rows[] = {
  { "a page and the address beside it",
    { { "text/plain", "piers", -1 },
      { "text/html", "\xff\xfe<\0p\0>\0\xe9\0", 10 },
      { "chromium/x-source-url", "https://quay.example/a", -1 } },
    "text/html",
    "<p>é",
    "https://quay.example/a" },
  { "an address within the page",
    { { "text/html", "Version:0.9\nSourceURL:https://quay.example/b\n<p>piers", -1 } },
    "text/html",
    "<p>piers",
    "https://quay.example/b" },
  { "an address that is none",
    { { "text/html", "<p>piers", -1 }, { "text/x-moz-url-priv", "about:blank", -1 } },
    "text/html",
    "<p>piers",
    NULL },
  { "text alone", { { "text/plain;charset=utf-8", "piers", -1 } }, "text/plain", "piers", NULL },
  { "an empty page", { { "text/html", "", 0 } }, NULL, NULL, NULL },
  { "nothing that can be read", { { "image/png", "x", -1 } }, NULL, NULL, NULL },
};

typedef struct
{
  BrvPasted *pasted;
  gboolean done;
} Waiting;

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (GError) error = NULL;

  waiting->pasted = brv_pasted_reader_finish (result, &error);
  g_assert_true ((waiting->pasted == NULL) == (error != NULL));
  waiting->done = TRUE;
}

static void
offer (GdkClipboard *clipboard, const Row *row)
{
  GdkContentProvider *providers[G_N_ELEMENTS (row->offers)] = { NULL };
  g_autoptr (GdkContentProvider) all = NULL;
  guint n = 0;

  for (; n < G_N_ELEMENTS (row->offers) && row->offers[n].media_type != NULL; n++)
    {
      const Offer *one = &row->offers[n];
      g_autoptr (GBytes) bytes =
        g_bytes_new (one->bytes, one->length < 0 ? strlen (one->bytes) : (gsize)one->length);

      providers[n] = gdk_content_provider_new_for_bytes (one->media_type, bytes);
    }
  all = gdk_content_provider_new_union (providers, n);
  g_assert_true (gdk_clipboard_set_content (clipboard, all));
}

static void
test_clipboard (void)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Waiting waiting = { 0 };

      g_test_message ("%s", rows[i].name);
      offer (clipboard, &rows[i]);
      brv_pasted_reader_read_clipboard (clipboard, NULL, read_cb, &waiting);
      while (!waiting.done)
        g_main_context_iteration (NULL, TRUE);
      g_assert_true ((waiting.pasted != NULL) == (rows[i].media_type != NULL));
      if (waiting.pasted == NULL)
        continue;
      g_assert_cmpstr (waiting.pasted->media_type, ==, rows[i].media_type);
      g_assert_cmpmem (g_bytes_get_data (waiting.pasted->bytes, NULL),
                       g_bytes_get_size (waiting.pasted->bytes), rows[i].bytes,
                       strlen (rows[i].bytes));
      g_assert_cmpstr (waiting.pasted->address, ==, rows[i].address);
      brv_pasted_free (waiting.pasted);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/pasted-reader/clipboard", test_clipboard);
  return g_test_run ();
}
