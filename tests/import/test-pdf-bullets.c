/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tests/import/describe-source.h"
#include "tests/import/pdf-fixture.h"

#define LEFT  72
#define INSET 102
#define SIZE  11

/* Lines that end at 523, so that nothing but a mark tells where an item ends. */
#define ITEM_A "repairs to the eastern breakwater, which have been put off for years and are"
#define ITEM_B "now due, and storage for all of the grain which the mills have no more room for."
#define ITEM_C "the pilots, who have a new register in which all of the ships can be looked up."

typedef struct
{
  const char *name;
  const char *marks; /* operators that draw them, with y from below */
  const char *blocks;
} Case;

#define BEFORE "paragraph[1] There are these:\n"
#define AFTER  "paragraph[1] All of them were counted.\n"
#define ONE    "[1] " ITEM_A " " ITEM_B " " ITEM_C "\n"
#define TWO    "list-item1[1] " ITEM_A " " ITEM_B "\nlist-item1[1] " ITEM_C "\n"

static const Case cases[] = {
  { "none", NULL, BEFORE "paragraph" ONE AFTER },
  { "squares", "88 714.5 4 4 re f 88 686.5 4 4 re f\n", BEFORE TWO AFTER },
  { "rings",
    "92 716.5 m 92 717.6 91.1 718.5 90 718.5 c 88.9 718.5 88 717.6 88 716.5 c 88 715.4 88.9 714.5 "
    "90 714.5 c 91.1 714.5 92 715.4 92 716.5 c s\n"
    "88 686.5 4 4 re f\n",
    BEFORE TWO AFTER },
  { "light-on-dark", "0.2 g 60 660 480 100 re f 0.9 g 88 714.5 4 4 re f 88 686.5 4 4 re f\n",
    BEFORE TWO AFTER },
  /* What is no bullet: a rule at the side, a box around, dashes above each other, something large. */
  { "rule", "88 680 2 60 re f\n", BEFORE "paragraph" ONE AFTER },
  { "box", "84 680 460 50 re s\n", BEFORE "paragraph" ONE AFTER },
  { "dash", "86 716 9 0.7 re f 86 688 9 0.7 re f\n", BEFORE "paragraph" ONE AFTER },
  { "large", "78 712 10 10 re f 78 684 10 10 re f\n", BEFORE "paragraph" ONE AFTER },
};

static void
test_bullets (gconstpointer data)
{
  const Case *test = data;
  const PdfLine lines[] = {
    { 0, LEFT, 100, ROMAN, SIZE, "There are these:" },
    { 0, INSET, 129, ROMAN, SIZE, ITEM_A },
    { 0, INSET, 143, ROMAN, SIZE, ITEM_B },
    { 0, INSET, 157, ROMAN, SIZE, ITEM_C },
    { 0, LEFT, 186, ROMAN, SIZE, "All of them were counted." },
  };
  PdfExtras extras = { .content = test->marks };
  g_autoptr (GBytes) bytes = pdf_fixture_new (lines, G_N_ELEMENTS (lines), &extras);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *blocks = describe_blocks (source);

  g_assert_cmpstr (blocks, ==, test->blocks);
}

/* A document with pictures that would take much memory is not drawn. */
static void
test_large_picture (void)
{
  const PdfLine lines[] = {
    { 0, INSET, 129, ROMAN, SIZE, ITEM_A },
    { 0, INSET, 143, ROMAN, SIZE, ITEM_B },
    { 0, INSET, 157, ROMAN, SIZE, ITEM_C },
    { 0, LEFT, 186, ROMAN, SIZE, "All of them were counted." },
  };
  PdfExtras extras = { .content = "88 714.5 4 4 re f 88 686.5 4 4 re f\n",
                       .catalog = "/Thumb << /Width 5000 /Height 5000 >>" };
  g_autoptr (GBytes) bytes = pdf_fixture_new (lines, G_N_ELEMENTS (lines), &extras);
  g_autoptr (BrvSource) source = import_bytes (bytes);
  g_autofree char *blocks = describe_blocks (source);

  g_assert_cmpstr (blocks, ==, "paragraph" ONE AFTER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/import/pdf-bullets/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_bullets);
    }
  g_test_add_func ("/import/pdf-bullets/large-picture", test_large_picture);
  return g_test_run ();
}
