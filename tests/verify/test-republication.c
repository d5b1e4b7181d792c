/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "verify/brv-republication.h"

#include <string.h>

#include "import/brv-source-builder.h"
#include "model/brv-template.h"

#define PART_ONE                                                                                 \
  "Freight that once went through three large harbours now goes through thirty small ones, and " \
  "nobody planned it. For forty years the sea trade of the region grew by concentration. Ships " \
  "became longer, quays became deeper, and the small harbours lost first their cranes and then " \
  "their customs officers."
#define PART_TWO                                                                                   \
  "The turn came without a plan. When the two great locks closed for repairs, shippers sent "      \
  "their "                                                                                         \
  "cargo to whatever quay could take it, and found that the small ports were slower by a day and " \
  "cheaper by a third. Some of them have stayed ever since."
#define PART_THREE                                                                                \
  "Nobody has counted what this means for security. A customs post that was closed a generation " \
  "ago is not opened again by the decision of a shipping line, and inspections happen where the " \
  "inspectors are. A coast of thirty ports has thirty gates and eleven officers."
/* The same subject by another hand. */
#define OTHER_ONE                                                                                \
  "Small harbours are back. As the locks of the two large ports are being repaired, ships call " \
  "at "                                                                                          \
  "thirty places along the coast that had been all but given up, and the shippers like the "     \
  "price. "                                                                                      \
  "The customs service does not: it has eleven officers for the whole coast."
#define OTHER_TWO                                                                                 \
  "Whether the change will last depends on the locks. The builders speak of two more years, the " \
  "shipping lines of habits that do not go away. In either case somebody has to look into the "   \
  "containers, and so far nobody does so at most of the quays where they are now unloaded."

typedef struct
{
  const char *furniture;
  const char *parts[5];
  const char *end;
  const char *republisher;
  const char *date;
} Text;

static BrvSource *
make (const Text *text)
{
  g_autoptr (BrvSourceBuilder) builder = brv_source_builder_new ("text/html");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof *text);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvSource) source = NULL;

  brv_source_builder_add (builder, BRV_ROLE_FURNITURE, 0, FALSE, text->furniture, -1);
  for (guint i = 0; text->parts[i] != NULL; i++)
    brv_source_builder_add (builder, BRV_ROLE_PARAGRAPH, 0, TRUE, text->parts[i], -1);
  brv_source_builder_add (builder, BRV_ROLE_FURNITURE, 0, FALSE, text->end, -1);
  if (text->republisher != NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_REPUBLISHER, text->republisher,
                            BRV_EVIDENCE_VISIBLE_TEXT);
  if (text->date != NULL)
    brv_source_builder_set (builder, BRV_SOURCE_FIELD_DATE, text->date, BRV_EVIDENCE_META);
  source = brv_source_builder_build (builder, bytes, "test", &error);
  g_assert_no_error (error);
  return brv_source_with_id (source, brv_id_new ());
}

static const Text original = { "Home News Opinion Subscribe",
                               { PART_ONE, PART_TWO, PART_THREE },
                               "Read more about harbours. All rights reserved.",
                               NULL,
                               "2025-03-01" };

/* Which of the two is the republication of the other: 0 neither, 1 the first, 2 the second. */
static guint
compare (const Text *first, const Text *second)
{
  BrvSource *sources[] = { make (first), make (second) };
  g_autoptr (BrvBrief) blank = brv_template_make_brief (NULL, "Ports", "en-GB", NULL);
  g_autoptr (BrvBrief) brief = brv_brief_splice_sources (blank, 0, 0, sources, 2);
  g_autoptr (BrvRepublicationFinder) finder = brv_republication_finder_new ();
  g_autoptr (GHashTable) once = brv_republication_finder_run (finder, brief, NULL);
  g_autoptr (GHashTable) pairs = brv_republication_finder_run (finder, brief, NULL);
  const BrvId ids[] = { brv_source_get_id (sources[0]), brv_source_get_id (sources[1]) };
  guint copy = 0;

  g_assert_cmpuint (g_hash_table_size (once), ==, g_hash_table_size (pairs));
  g_assert_cmpuint (g_hash_table_size (pairs), <=, 1);
  for (guint i = 0; i < 2; i++)
    {
      const BrvId *found = g_hash_table_lookup (pairs, &ids[i]);

      if (found == NULL)
        continue;
      g_assert_true (brv_id_equal (*found, ids[1 - i]));
      copy = i + 1;
    }
  brv_source_unref (sources[0]);
  brv_source_unref (sources[1]);
  return copy;
}

static void
test_pairs (void)
{
  static const struct
  {
    const char *name;
    Text text;
    guint copy;
  } cases[] = {
    { "other furniture",
      { "Menü Startseite Abo",
        { PART_ONE, PART_TWO, PART_THREE },
        "Kontakt Impressum",
        NULL,
        NULL },
      2 },
    { "an earlier date",
      { "Coast Wire", { PART_ONE, PART_TWO, PART_THREE }, "Imprint", NULL, "2025-02-01" },
      1 },
    { "named as a republisher",
      { "Coast Wire", { PART_ONE, PART_TWO, PART_THREE }, "Imprint", "Coast Wire", "2025-02-01" },
      2 },
    { "an editor's note and a line at the end",
      { "Coast Wire",
        { "This article first appeared elsewhere and is republished with permission.", PART_ONE,
          PART_TWO, PART_THREE },
        "Imprint",
        NULL,
        NULL },
      2 },
    { "an excerpt", { "Coast Wire", { PART_ONE }, "Read the full text", NULL, NULL }, 0 },
    { "a longer excerpt",
      { "Coast Wire", { PART_TWO }, "Continue on the site of the Harbour Review", NULL, NULL },
      0 },
    { "the same subject",
      { "Home News Opinion Subscribe",
        { OTHER_ONE, OTHER_TWO },
        "Read more about harbours. All rights reserved.",
        NULL,
        NULL },
      0 },
    { "a quotation in another article",
      { "Home", { OTHER_ONE, PART_TWO, OTHER_TWO }, "Imprint", NULL, NULL },
      0 },
    { "a notice", { "Home", { "Nobody planned it." }, "Imprint", NULL, NULL }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (compare (&original, &cases[i].text), ==, cases[i].copy);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/republication/pairs", test_pairs);
  return g_test_run ();
}
