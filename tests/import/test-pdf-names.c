/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tests/import/describe-source.h"
#include "tests/import/pdf-fixture.h"

#define LEFT 72
#define SIZE 11

#define FULL_A \
  "The harbour authority counted the ships that came in during the first week of the month and"

/* What stands below a title, and whom of it the document is by. */
typedef struct
{
  const char *name;
  const char *below[4];
  const char *text; /* what the text goes on with; NULL for nothing */
  const char *authors;
} Case;

static const Case cases[] = {
  { "before-date", { "Ann Lee", "12 March 2024" }, NULL, "Ann Lee" },
  { "before-abstract", { "Ann Lee", "Abstract" }, NULL, "Ann Lee" },
  { "two", { "Ann Lee and Bo Ek" }, NULL, "Ann Lee; Bo Ek" },
  { "with-address", { "Ann Lee (ann@example.org)" }, NULL, "Ann Lee" },
  { "with-marks", { "Ann Lee*, Bo Ek\\247", "12 March 2024" }, NULL, "Ann Lee; Bo Ek" },
  { "initial", { "A. Lee" }, NULL, "A. Lee" },
  { "below-subtitle",
    { "What was counted in the spring", "Ann Lee", "12 March 2024" },
    NULL,
    "Ann Lee" },
  { "after-date", { "12 March 2024", "Ann Lee", "ann@example.org" }, NULL, "Ann Lee" },
  /* Nothing says that these are persons. */
  { "alone", { "Harbour Office" }, NULL, NULL },
  { "place-and-date", { "New Ross, 12 March 2024" }, NULL, NULL },
  { "words-of-the-text", { "Pilot Lists", "12 March 2024" }, "and the lists of a pilot", NULL },
  { "after-article", { "Ross Quay", "12 March 2024" }, "in the Ross Quay offices", NULL },
  { "place-in-text", { "New Ross", "12 March 2024" }, "while those in New Ross waited", NULL },
  { "one-word", { "Lee", "12 March 2024" }, NULL, NULL },
  { "in-the-text", { "Some sentence that is about it.", "Ann Lee" }, NULL, NULL },
};

static void
test_names (gconstpointer data)
{
  const Case *test = data;
  PdfLine lines[8] = { { 0, 180, 90, BOLD, 20, "Ships of the spring" } };
  guint n = 1;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvSource) source = NULL;
  g_autofree char *authors = NULL;

  for (guint i = 0; test->below[i] != NULL; i++)
    lines[n++] = (PdfLine){ 0, 220, 120 + 40 * i, ROMAN, SIZE, test->below[i] };
  lines[n++] = (PdfLine){ 0, LEFT, 280, ROMAN, SIZE, FULL_A };
  lines[n++] =
    (PdfLine){ 0, LEFT, 294, ROMAN, SIZE, test->text != NULL ? test->text : "in the end." };
  bytes = pdf_fixture_new (lines, n, NULL);
  source = import_bytes (bytes);
  authors = brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, "; ");
  g_assert_cmpstr (authors, ==, test->authors);
}

/* The file leaves the accents out. */
static void
test_accents (void)
{
  PdfLine lines[] = {
    { 0, 180, 90, BOLD, 20, "Ships of the spring" },
    { 0, 220, 120, ROMAN, SIZE, "Ren\\351 L\\351" },
    { 0, 220, 145, ROMAN, SIZE, "12 March 2024" },
    { 0, LEFT, 280, ROMAN, SIZE, FULL_A },
  };
  PdfExtras extras = { .info = "/Author (Rene Le)" };
  g_autoptr (GBytes) bytes = pdf_fixture_new (lines, G_N_ELEMENTS (lines), &extras);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *authors =
    brv_record_dup_joined (brv_source_get_record (source), BRV_SOURCE_FIELD_AUTHORS, "; ");

  g_assert_cmpstr (authors, ==, "René Lé");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/pdf-names/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_names);
    }
  g_test_add_func ("/import/pdf-names/accents", test_accents);
  return g_test_run ();
}
