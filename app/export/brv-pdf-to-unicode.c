/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "export/brv-pdf-to-unicode.h"
#include "export/brv-pdf-lexer.h"

/* So many pairs a CMap's section may have. Source: Adobe Technical Note #5014 §2. */
#define MAX_SECTION 100

/* What the pages say about a code. */
typedef struct
{
  const char *text; /* (nullable): what the marks around it say, interned */
  gboolean settles; /* the marks never differ, and it never stands without one */
} Observation;

struct _BrvPdfToUnicode
{
  guint bytes_per_code;
  GTree *texts;             /* code → text (owned), in order of codes */
  GHashTable *observations; /* code → Observation */
};

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return GPOINTER_TO_INT (a) - GPOINTER_TO_INT (b);
}

static gboolean
read_string (BrvPdfLexer *lexer, GByteArray *bytes)
{
  BrvPdfToken token;

  g_byte_array_set_size (bytes, 0);
  if (!brv_pdf_lexer_next_token (lexer, &token) || !brv_pdf_token_is_string (&token))
    return FALSE;
  brv_pdf_token_decode_string (&token, bytes);
  return TRUE;
}

static gboolean
read_code (BrvPdfLexer *lexer, GByteArray *bytes, guint *code)
{
  if (!read_string (lexer, bytes))
    return FALSE;
  *code = 0;
  for (guint i = 0; i < bytes->len; i++)
    *code = *code << 8 | bytes->data[i];
  return *code <= 0xffff;
}

static char *
write_text (const GByteArray *bytes, guint offset)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < bytes->len; i++)
    g_string_append_printf (text, "%02x",
                            (bytes->data[i] + (i + 1 == bytes->len ? offset : 0)) & 0xff);
  return g_string_free (text, FALSE);
}

static void
read_chars (BrvPdfToUnicode *self, BrvPdfLexer *lexer)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint code;

  while (read_code (lexer, bytes, &code) && read_string (lexer, bytes))
    g_tree_insert (self->texts, GUINT_TO_POINTER (code), write_text (bytes, 0));
}

static void
read_ranges (BrvPdfToUnicode *self, BrvPdfLexer *lexer)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint first;
  guint last;

  while (read_code (lexer, bytes, &first) && read_code (lexer, bytes, &last) &&
         read_string (lexer, bytes))
    {
      for (guint code = first; code <= last; code++)
        g_tree_insert (self->texts, GUINT_TO_POINTER (code), write_text (bytes, code - first));
    }
}

/**
 * brv_pdf_to_unicode_new:
 * @cmap: (array length=length): a ToUnicode CMap, decoded
 * @length: its length in bytes
 * @bytes_per_code: 1 for a simple font, 2 for a composite one
 *
 * Reads a ToUnicode CMap.
 *
 * Source: ISO 32000-1 §9.10.3; Adobe Technical Note #5411.
 *
 * Returns: (transfer full): what the codes stand for
 */
BrvPdfToUnicode *
brv_pdf_to_unicode_new (const char *cmap, gsize length, guint bytes_per_code)
{
  BrvPdfToUnicode *self = g_new0 (BrvPdfToUnicode, 1);
  BrvPdfLexer lexer;
  BrvPdfToken token;

  self->bytes_per_code = bytes_per_code;
  self->texts = g_tree_new_full (compare_codes, NULL, NULL, g_free);
  self->observations = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  brv_pdf_lexer_init (&lexer, cmap, length);
  while (brv_pdf_lexer_next_token (&lexer, &token))
    {
      if (brv_pdf_token_is (&token, "beginbfchar"))
        read_chars (self, &lexer);
      else if (brv_pdf_token_is (&token, "beginbfrange"))
        read_ranges (self, &lexer);
    }
  return self;
}

/**
 * brv_pdf_to_unicode_free:
 * @self: (transfer full): what the codes stand for
 *
 * Frees it.
 */
void
brv_pdf_to_unicode_free (BrvPdfToUnicode *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->observations);
  g_tree_unref (self->texts);
  g_free (self);
}

/**
 * brv_pdf_to_unicode_get_bytes_per_code:
 * @self: what the codes stand for
 *
 * Returns: how many bytes of a string make a code: 1 or 2
 */
guint
brv_pdf_to_unicode_get_bytes_per_code (const BrvPdfToUnicode *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->bytes_per_code;
}

/* Writes what a UTF-16 text of one unit becomes without its compatibility form; NULL if it is long. */
static char *
decompose (const char *text)
{
  gunichar character = (gunichar)g_ascii_strtoull (text, NULL, 16);
  char utf8[7] = "";
  g_autofree char *decomposed = NULL;
  g_autofree gunichar2 *units = NULL;
  GString *digits;

  if (strlen (text) != 4 || !g_unichar_validate (character))
    return NULL;
  g_unichar_to_utf8 (character, utf8);
  decomposed = g_utf8_normalize (utf8, -1, G_NORMALIZE_NFKC);
  units = g_utf8_to_utf16 (decomposed, -1, NULL, NULL, NULL);
  digits = g_string_new (NULL);
  for (guint i = 0; units != NULL && units[i] != 0; i++)
    g_string_append_printf (digits, "%04x", units[i]);
  return g_string_free (digits, FALSE);
}

/* Source: Unicode 15.0, blocks Arabic Presentation Forms-A and -B. */
static gboolean
is_arabic_form (const char *text)
{
  guint64 character = g_ascii_strtoull (text, NULL, 16);

  return strlen (text) == 4 && ((character >= 0xfb50 && character <= 0xfdff) ||
                                (character >= 0xfe70 && character <= 0xfefe));
}

/**
 * brv_pdf_to_unicode_tells:
 * @self: what the codes stand for
 * @code: a code
 * @text: a text
 *
 * Tells whether a code's text is @text, so that no mark need say it. An Arabic presentation form
 * is as good as its letters: readers that turn right-to-left text around letter by letter, as
 * Poppler 22 does, would get the letters of a ligature in the wrong order.
 *
 * Returns: whether it is
 */
gboolean
brv_pdf_to_unicode_tells (const BrvPdfToUnicode *self, guint code, const char *text)
{
  const char *own;
  g_autofree char *decomposed = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  own = g_tree_lookup (self->texts, GUINT_TO_POINTER (code));
  if (own == NULL)
    return FALSE;
  if (g_str_equal (own, text))
    return TRUE;
  decomposed = is_arabic_form (own) ? decompose (own) : NULL;
  return g_strcmp0 (decomposed, text) == 0;
}

/**
 * brv_pdf_to_unicode_observe:
 * @self: what the codes stand for
 * @code: a code that a page shows
 * @text: (nullable): what a mark around it alone says that it stands for
 *
 * Notes how a page uses a code.
 */
void
brv_pdf_to_unicode_observe (BrvPdfToUnicode *self, guint code, const char *text)
{
  Observation *observation;

  g_return_if_fail (self != NULL);

  observation = g_hash_table_lookup (self->observations, GUINT_TO_POINTER (code));
  if (observation == NULL)
    {
      observation = g_new0 (Observation, 1);
      observation->text = g_intern_string (text);
      observation->settles = text != NULL;
      g_hash_table_insert (self->observations, GUINT_TO_POINTER (code), observation);
    }
  else if (g_strcmp0 (observation->text, text) != 0)
    {
      observation->settles = FALSE;
    }
}

/**
 * brv_pdf_to_unicode_settle:
 * @self: what the codes stand for
 *
 * Takes over what the marks say where they always say the same: cairo marks a ligature that has
 * a code point of its own, as U+FB01, each time it is shown.
 *
 * Returns: whether anything changed
 */
gboolean
brv_pdf_to_unicode_settle (BrvPdfToUnicode *self)
{
  GHashTableIter iter;
  gpointer code;
  gpointer value;
  gboolean changed = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->observations);
  while (g_hash_table_iter_next (&iter, &code, &value))
    {
      const Observation *observation = value;

      if (observation->settles && observation->text[0] != '\0' &&
          !brv_pdf_to_unicode_tells (self, GPOINTER_TO_UINT (code), observation->text))
        {
          g_tree_insert (self->texts, code, g_strdup (observation->text));
          changed = TRUE;
        }
    }
  return changed;
}

typedef struct
{
  const BrvPdfToUnicode *map;
  GString *cmap;
  guint n_left; /* pairs that are still to come */
  guint n_section;
} Writer;

static gboolean
write_pair (gpointer code, gpointer text, gpointer user_data)
{
  Writer *writer = user_data;

  if (writer->n_section == 0)
    {
      writer->n_section = MIN (writer->n_left, MAX_SECTION);
      g_string_append_printf (writer->cmap, "%u beginbfchar\n", writer->n_section);
    }
  g_string_append_printf (writer->cmap, "<%0*x> <%s>\n", (int)writer->map->bytes_per_code * 2,
                          GPOINTER_TO_UINT (code), (const char *)text);
  writer->n_left--;
  if (--writer->n_section == 0)
    g_string_append (writer->cmap, "endbfchar\n");
  return FALSE;
}

/**
 * brv_pdf_to_unicode_write:
 * @self: what the codes stand for
 *
 * Writes a ToUnicode CMap.
 *
 * Source: ISO 32000-1 §9.10.3, the example's form.
 *
 * Returns: (transfer full): the CMap
 */
char *
brv_pdf_to_unicode_write (const BrvPdfToUnicode *self)
{
  Writer writer = { .map = self };

  g_return_val_if_fail (self != NULL, NULL);

  writer.cmap = g_string_new ("/CIDInit /ProcSet findresource begin\n"
                              "12 dict begin\n"
                              "begincmap\n"
                              "/CIDSystemInfo\n"
                              "<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                              "/CMapName /Adobe-Identity-UCS def\n"
                              "/CMapType 2 def\n"
                              "1 begincodespacerange\n");
  g_string_append (writer.cmap, self->bytes_per_code == 1 ? "<00> <ff>\n" : "<0000> <ffff>\n");
  g_string_append (writer.cmap, "endcodespacerange\n");
  writer.n_left = (guint)g_tree_nnodes (self->texts);
  g_tree_foreach (self->texts, write_pair, &writer);
  g_string_append (writer.cmap, "endcmap\n"
                                "CMapName currentdict /CMap defineresource pop\n"
                                "end\n"
                                "end\n");
  return g_string_free (writer.cmap, FALSE);
}
