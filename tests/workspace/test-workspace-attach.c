/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "workspace/brv-workspace.h"

#include <string.h>

#include "edit/brv-edit-quote.h"
#include "model/brv-source-merge.h"
#include "model/brv-template.h"

#define REFERENCE                                                                             \
  "TY  - JOUR\nAU  - Holm, Ada\nTI  - Two Piers for the Harbour\nJO  - Journal of Harbours\n" \
  "DO  - 10.5555/QUAY.7\nUR  - https://www.quay.example/news/two-piers/\nER  - \n"
#define TEXT                                                                                   \
  "The ministry published its review of the harbour on Monday, and it asks for two new piers " \
  "before the ships of the next decade arrive, which the port's own engineers had doubted."
#define PAGE                                                                                  \
  "<!doctype html><html lang=en><head><title>Piers</title><meta name=author content='Bo Ek'>" \
  "<meta property='article:published_time' content='2024-03-12'>"                             \
  "<link rel=canonical href='http://quay.example/news/two-piers'></head><body><h1>Piers</h1>" \
  "<p>" TEXT "</p></body></html>"
#define OTHER_PAGE                                                                     \
  "<!doctype html><html><head><title>Stone</title></head><body><h1>Stone</h1><p>" TEXT \
  "</p></body></html>"

typedef struct
{
  BrvWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) brief = brv_template_make_brief (NULL, "Ports", "en-GB", &error);

  fixture->workspace = brv_workspace_new (brief, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (brv_workspace_close (fixture->workspace, TRUE, NULL));
  g_assert_finalize_object (fixture->workspace);
}

static GArray *
import (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  const BrvImportInput input = { .bytes = bytes };
  g_autoptr (GError) error = NULL;
  GArray *outcomes = brv_workspace_import_file (fixture->workspace, &input, &error);

  g_assert_no_error (error);
  return outcomes;
}

static BrvId
import_one (Fixture *fixture, const char *text, gboolean *merged)
{
  g_autoptr (GArray) outcomes = import (fixture, text);
  const BrvImportOutcome *outcome = &g_array_index (outcomes, BrvImportOutcome, 0);

  g_assert_cmpuint (outcomes->len, ==, 1);
  if (merged != NULL)
    *merged = outcome->merged;
  return outcome->source_id;
}

static gboolean
attach (Fixture *fixture, BrvId id, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  const BrvImportInput input = { .bytes = bytes };

  return brv_workspace_attach_file (fixture->workspace, id, &input, error);
}

static const BrvSource *
look_up (Fixture *fixture, BrvId id)
{
  return brv_brief_lookup_source (brv_workspace_get_brief (fixture->workspace), id);
}

/* What the reference says is right; what it does not say, the page may. */
static void
assert_whole (const BrvSource *source)
{
  g_assert_false (brv_source_awaits_text (source));
  g_assert_cmpstr (brv_source_get_title (source), ==, "Two Piers for the Harbour");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_AUTHORS), ==, "Ada Holm");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER), ==, "Journal of Harbours");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_DATE), ==, "2024-03-12");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_URL), ==,
                   "https://doi.org/10.5555/QUAY.7");
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_INCOMPLETE));
  g_assert_nonnull (strstr (brv_source_get_text (source), TEXT));
  g_assert_cmpstr (brv_source_get_format (source), ==, "text/html");
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, REFERENCE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (brv_source_awaits_text (look_up (fixture, id)));
  g_assert_true (brv_source_is_incomplete (look_up (fixture, id)));
  g_assert_true (attach (fixture, id, PAGE, &error));
  g_assert_no_error (error);
  assert_whole (look_up (fixture, id));
  brv_document_undo (brv_workspace_get_document (fixture->workspace));
  g_assert_true (brv_source_awaits_text (look_up (fixture, id)));
}

/* A text that comes later finds its reference by the address. */
static void
test_text_finds_reference (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, REFERENCE, NULL);
  gboolean merged = FALSE;

  g_assert_true (brv_id_equal (import_one (fixture, PAGE, &merged), id));
  g_assert_true (merged);
  assert_whole (look_up (fixture, id));
  g_assert_cmpuint (brv_brief_get_n_sources (brv_workspace_get_brief (fixture->workspace)), ==, 1);
  import_one (fixture, OTHER_PAGE, &merged);
  g_assert_false (merged);
}

/* A reference that comes later adds what the text did not say, and changes nothing. */
static void
test_reference_finds_text (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, PAGE, NULL);
  gboolean merged = FALSE;
  const BrvSource *source;

  g_assert_true (brv_id_equal (import_one (fixture, REFERENCE, &merged), id));
  g_assert_true (merged);
  source = look_up (fixture, id);
  g_assert_cmpstr (brv_source_get_title (source), ==, "Piers");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_AUTHORS), ==, "Bo Ek");
  g_assert_cmpstr (brv_source_get (source, BRV_SOURCE_FIELD_PUBLISHER), ==, "Journal of Harbours");
  g_assert_null (brv_source_get (source, BRV_SOURCE_FIELD_INCOMPLETE));
}

/* A quote has its place in the text that is there. */
static void
test_quoted (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, REFERENCE, NULL);
  const BrvSection *section =
    brv_brief_get_section (brv_workspace_get_brief (fixture->workspace), 0);
  g_autoptr (GError) error = NULL;
  gboolean merged = TRUE;

  g_assert_true (brv_workspace_quote_range (fixture->workspace, id, (BrvRange){ 0, 9 },
                                            brv_section_get_id (section), -1, NULL, NULL));
  g_assert_false (attach (fixture, id, PAGE, &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_IN_USE);
  import_one (fixture, PAGE, &merged);
  g_assert_false (merged);
  g_assert_true (brv_source_awaits_text (look_up (fixture, id)));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, REFERENCE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    attach (fixture, id, "TY  - BOOK\nTI  - A\nER  - \nTY  - BOOK\nTI  - B\nER  - \n", &error));
  g_assert_error (error, BRV_EDIT_ERROR, BRV_EDIT_ERROR_VALUE);
}

typedef struct
{
  gboolean done;
  gboolean attached;
} Waiting;

static void
attached_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  waiting->attached = brv_workspace_attach_file_finish (BRV_WORKSPACE (object), result, NULL);
  waiting->done = TRUE;
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  BrvId id = import_one (fixture, REFERENCE, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (PAGE, strlen (PAGE));
  const BrvImportInput input = { .bytes = bytes };
  Waiting waiting = { 0 };

  brv_workspace_attach_file_async (fixture->workspace, id, &input, NULL, attached_cb, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (waiting.attached);
  assert_whole (look_up (fixture, id));
}

#define ADD(name, func) \
  g_test_add ("/workspace/attach/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("brevier-state-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("attach", test_attach);
  ADD ("text-finds-reference", test_text_finds_reference);
  ADD ("reference-finds-text", test_reference_finds_text);
  ADD ("quoted", test_quoted);
  ADD ("several", test_several);
  ADD ("async", test_async);
  return g_test_run ();
}
