/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "export/brv-export.h"
#include "model/brv-template.h"
#include "tests/export/pdf-tools.h"
#include "typeset/brv-typesetter.h"

/* Paragraphs of several lines; words are divided at their ends and spaces stretched. */
static const char *const paragraphs[] = {
  "The office of the chief auditor affirmed that efficient workflows, affluent donors and "
  "difficult "
  "trade-offs all influenced the final allocation; administration and countermeasures remained the "
  "responsibility of those governments which had asked for them, and nobody else was consulted.",
  "Здравоохранение и государственное управление остаются ответственностью правительств, которые "
  "обратились за помощью; окончательное распределение средств было согласовано в начале весны.",
  "Η τελική κατανομή των πόρων συμφωνήθηκε στις αρχές της άνοιξης από τις κυβερνήσεις που είχαν "
  "ζητήσει βοήθεια και κανένας άλλος δεν ρωτήθηκε για τα μέτρα που θα ακολουθούσαν.",
  "שלום עולם, זהו משפט ארוך מאוד שנמשך על פני יותר משורה אחת כדי לבדוק את סדר המילים בסוף השורה "
  "ובתחילת השורה הבאה אחריה, ולכן יש בו מילים רבות.",
  "السلام عليكم جميعا، هذه جملة طويلة تمتد على أكثر من سطر واحد للتحقق من ترتيب الكلمات في نهاية "
  "السطر وفي بداية السطر الذي يليه، ولذلك فيها كلمات كثيرة لا بد منها.",
  "About 10\u00A0% of p.\u00A05 said “No” — the rest, as J.\u00A0Smith wrote, waited for a "
  "decision that "
  "never came although it had been announced twice.",
};

static BrvBrief *
make_brief (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBrief) empty = brv_template_make_brief ("blank", "All letters", "en-GB", &error);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (BrvSection) section = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autoptr (BrvText) text = brv_text_new (paragraphs[i], -1);

      g_ptr_array_add (blocks, brv_block_new_paragraph (brv_id_new (), text));
    }
  section = brv_section_new (brv_id_new (), NULL, "All letters", NULL,
                             (BrvBlock *const *)blocks->pdata, blocks->len);
  return brv_brief_splice_sections (empty, 0, brv_brief_get_n_sections (empty), &section, 1);
}

/* What is left of a text when hyphens, which the page adds, and forms of letters are not looked at. */
static char *
reduce (const char *text, gssize length)
{
  g_autofree char *normal = g_utf8_normalize (text, length, G_NORMALIZE_NFKC);
  GString *reduced = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '-' && c != 0xad)
        g_string_append_unichar (reduced, c);
    }
  return g_string_free (reduced, FALSE);
}

/* The texts between quotation marks, joined without anything between them. */
static char *
join_contents (const char *structure)
{
  g_auto (GStrv) lines = g_strsplit (structure, "\n", -1);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + strspn (lines[i], " ");
      gsize length = strlen (line);

      if (line[0] == '"' && length >= 2)
        g_string_append_len (joined, line + 1, (gssize)length - 2);
      else
        g_string_append_c (joined, '\n');
    }
  return g_string_free (joined, FALSE);
}

/* No letter is lost, no word runs into the next at a line's end, and all are in order. */
static void
test_letters (gconstpointer data)
{
  g_autoptr (BrvBrief) brief = make_brief ();
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages =
    brv_typesetter_run (typesetter, brief, NULL, GPOINTER_TO_UINT (data), NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *output = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *reduced = NULL;
  char *path;

  PDF_TOOLS_NEED ("pdfinfo");
  g_assert_no_error (error);
  bytes = brv_export_pdf (pages, NULL, NULL, &error);
  g_assert_no_error (error);
  path = pdf_tools_write (bytes);
  {
    const char *const arguments[] = { "pdfinfo", "-struct-text", path, NULL };

    output = pdf_tools_run_text (arguments);
  }
  joined = join_contents (output);
  reduced = reduce (joined, -1);
  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autofree char *expected = reduce (paragraphs[i], -1);

      if (strstr (reduced, expected) == NULL)
        g_error ("“%s” is not in “%s”", expected, reduced);
    }
  pdf_tools_remove (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/export/pdf-brief/letters", GUINT_TO_POINTER (BRV_TYPESET_NONE),
                        test_letters);
  g_test_add_data_func ("/export/pdf-brief/letters-printable",
                        GUINT_TO_POINTER (BRV_TYPESET_PRINTABLE), test_letters);

  return g_test_run ();
}
