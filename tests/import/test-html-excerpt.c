/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that say that they hold a part of a text, and pages that speak of others' parts. */

#include <string.h>

#include "import/brv-import.h"

#define TEXT                                                                                    \
  "<p>The ministry published its review of the harbour on Monday, and it asks for two new "     \
  "piers before the ships of the next decade arrive, which the engineers had doubted.</p>"      \
  "<p>Nobody in the town expected the costs to fall, yet the third tender came in lower than "  \
  "the first, because the stone can be brought by rail from the quarry instead of by road.</p>" \
  "<p>A decision is due before the summer; until then the old quay stays closed to heavy "      \
  "traffic, and the fishing boats share the northern basin with the ferries.</p>"

#define LINK(words) "<a href='https://quay.example/whole'>" words "</a>"
#define LINE(words) "<p>" LINK (words) "</p>"

typedef struct
{
  const char *name;
  const char *inside; /* the article's end */
  const char *below;  /* what stands below it */
  gboolean incomplete;
} Row;

static const Row rows[] = {
  { "en-inside", LINE ("Read the full paper"), "", TRUE },
  { "en-other-words", LINE ("The complete study can be viewed on the publisher’s website."), "",
    TRUE },
  { "en-below", "", "<div>" LINK ("Continue to the unabridged version") "</div>", TRUE },
  { "en-part-linked", "<p>Read the full report " LINK ("here") ".</p>", "", TRUE },
  { "en-before-a-note", LINE ("View the entire briefing") "<p>Ada Holm is a pilot.</p>", "", TRUE },
  { "de-inside", LINE ("Die ungekürzte Fassung lesen Sie beim Verlag."), "", TRUE },
  { "de-below", "", "<div>" LINK ("Der Bericht steht in voller Länge hier") "</div>", TRUE },
  { "fr-inside", LINE ("L’étude peut être lue en entier sur le site de l’éditeur."), "", TRUE },
  { "es-inside", LINE ("Siga leyendo el ensayo completo en la revista"), "", TRUE },
  { "it-below", "", "<div>" LINK ("Leggi il saggio per intero sul sito") "</div>", TRUE },
  { "pl-inside", LINE ("Całość można przeczytać na stronie wydawcy."), "", TRUE },
  { "ru-inside", LINE ("Читайте доклад целиком на сайте института."), "", TRUE },
  { "sv-below", "", "<div>" LINK ("Läs artikeln i sin helhet hos utgivaren") "</div>", TRUE },
  { "ja-inside", LINE ("論文の全文は出版社のサイトで読めます。"), "", TRUE },

  { "nothing", "", "", FALSE },
  { "in-the-midst", LINE ("Read the full report of the dredgers here.") TEXT, "", FALSE },
  { "in-a-sentence",
    "<p>The engineers say that nobody in the ministry has " LINK (
      "read the full report of the dredgers") ", which the town had printed at its own cost in the "
                                              "spring and sent to every household between the two "
                                              "rivers.</p>",
    "", FALSE },
  { "not-linked", "<p>The full report is kept in the town library, for all to read there.</p>", "",
    FALSE },
  { "related-list", "",
    "<ul><li>" LINK ("Read the full story of the ferry") "</li><li>" LINK (
      "The whole truth about the quarry") "</li></ul>",
    FALSE },
  { "related-below-a-heading", "",
    "<h3>Related stories</h3><div>" LINK ("Read the entire interview with the pilot") "</div>",
    FALSE },
  { "other-title", "", "<div>" LINK ("The whole story of the ferry") "</div>", FALSE },
  { "aside", "", "<aside>" LINK ("Leggi la storia intera del traghetto") "</aside>", FALSE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *html =
    g_strconcat ("<!doctype html><html><head><title>Harbour works</title></head><body><main>"
                 "<article><h1>Harbour works</h1>",
                 TEXT, row->inside, "</article>", row->below,
                 "</main><footer>© The Quay</footer></body></html>", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  const BrvImportInput input = { .media_type = "text/html", .bytes = bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImportResult) result = brv_import_in_process (&input, &error);
  const BrvSource *source = NULL;

  g_assert_no_error (error);
  source = brv_import_result_get_source (result, 0);
  g_assert_true (brv_source_is_incomplete (source) == row->incomplete);
  if (row->incomplete)
    g_assert_cmpint (
      brv_record_get_evidence (brv_source_get_record (source), BRV_SOURCE_FIELD_INCOMPLETE), ==,
      BRV_EVIDENCE_VISIBLE_TEXT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/import/html-excerpt/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
