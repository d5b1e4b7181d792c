/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * RTF to paragraphs. A group inherits all properties of the one around it and gives none back, so
 * they stand in a stack; what a paragraph is, is said anew for each.
 *
 * Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-draft.h"
#include "import/brv-import-error.h"
#include "import/brv-rtf-charset.h"
#include "import/brv-rtf-importer.h"
#include "import/brv-rtf-reader.h"
#include "import/brv-symbol-font.h"

/* No program nests deeper; each level costs memory. */
#define MAX_DEPTH       2000
#define MAX_FONTS       10000
#define MAX_IMAGE_BYTES ((gsize)16 * 1024 * 1024)
#define MAX_CELLS       1000
/* Edges of cells this near each other are one, in twips. */
#define EDGE_TOLERANCE 15
#define NO_OUTLINE     9

/* What the text of a group is. */
typedef enum
{
  PLACE_TEXT,
  PLACE_SKIPPED,
  PLACE_FONTS,
  PLACE_STYLES,
  PLACE_TITLE,
  PLACE_AUTHOR,
  PLACE_CREATED,
  PLACE_MODIFIED,
  PLACE_IMAGE,
} Place;

/* What begins with the group and must be ended with it. */
typedef enum
{
  CLOSES_NOTHING,
  CLOSES_NOTE,
  CLOSES_BOX,
  CLOSES_IMAGE,
} Closes;

typedef struct
{
  Place place;
  Closes closes;
  gboolean hidden;
  gboolean deleted;
  gboolean bold;
  gint font;
  gint language;
  guint fallback_bytes; /* how many stand after each character given by its number */
} Group;

typedef struct
{
  char *charset;
  char *name;
} Font;

typedef struct
{
  BrvStyleMeaning meaning;
  gboolean known;
  gint base;
} Style;

typedef struct
{
  GString *text;
  guint n_letters;
  guint n_bold;
  gint style;
  gint outline;
  gint list;
  gint list_level;
  gboolean in_table;
  gboolean has_number; /* a list's number or bullet stands before it */
} Paragraph;

typedef struct
{
  BrvRtfReader reader;
  BrvDraft *draft;
  BrvDraftProperties properties;
  GArray *groups;        /* of Group */
  GPtrArray *paragraphs; /* of Paragraph: the ones being read, innermost last */
  GHashTable *fonts;     /* number -> Font */
  GHashTable *styles;    /* number -> Style */
  char *charset;
  gint default_font;
  GByteArray *bytes; /* text not yet decoded */
  gboolean starred;  /* the next word begins a group that may be unknown */
  guint n_skip;      /* of the fallback that follows a character given by its number */
  gunichar high;     /* the first half of a surrogate pair, or 0 */
  /* Of a table of fonts or styles, or of the properties */
  GString *entry;
  gint number;
  Style style;
  gint date[3];
  /* Of the table */
  gboolean in_table;
  gboolean in_row;
  gboolean in_cell;
  GArray *edges; /* of gint: where cells of this table have ended so far, sorted */
  GArray *row;   /* of gint: where the cells of this row end */
  guint cell;    /* index of the cell being read */
  GByteArray *image;
  gint half; /* of a byte of the image, or -1 */
  gboolean is_image_known;
  guint n_footnotes;
  guint n_endnotes;
  gboolean note_waits; /* a note has begun; which kind, its first words say */
  gboolean is_endnote;
} Rtf;

static Group *
peek_group (const Rtf *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static Paragraph *
peek_paragraph (const Rtf *self)
{
  return g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1);
}

static void
reset_paragraph (Paragraph *paragraph)
{
  paragraph->style = -1;
  paragraph->outline = -1;
  paragraph->list = 0;
  paragraph->list_level = 0;
  paragraph->in_table = FALSE;
}

static Paragraph *
paragraph_new (void)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);

  paragraph->text = g_string_new (NULL);
  reset_paragraph (paragraph);
  return paragraph;
}

static void
paragraph_free (gpointer data)
{
  g_string_free (((Paragraph *)data)->text, TRUE);
  g_free (data);
}

static void
font_free (gpointer data)
{
  g_free (((Font *)data)->charset);
  g_free (((Font *)data)->name);
  g_free (data);
}

static const Font *
find_font (const Rtf *self)
{
  return g_hash_table_lookup (self->fonts, GINT_TO_POINTER (peek_group (self)->font));
}

/* The first words of a note have come: it is known which kind it is. */
static void
open_note (Rtf *self)
{
  g_autofree char *label = NULL;
  guint order = self->n_footnotes + self->n_endnotes;

  if (!self->note_waits)
    return;
  self->note_waits = FALSE;
  if (self->is_endnote)
    self->n_endnotes++;
  else
    self->n_footnotes++;
  label = g_strdup_printf ("%u", self->is_endnote ? self->n_endnotes : self->n_footnotes);
  brv_draft_begin_note (self->draft, order + (self->is_endnote ? G_MAXINT : 0), label);
}

static void
append (Rtf *self, const char *text)
{
  const Group *group = peek_group (self);
  Paragraph *paragraph = peek_paragraph (self);
  guint n = 0;

  if (group->place == PLACE_TEXT)
    {
      if (group->hidden || group->deleted)
        return;
      open_note (self);
      g_string_append (paragraph->text, text);
      n = (guint)g_utf8_strlen (text, -1);
      paragraph->n_letters += n;
      paragraph->n_bold += group->bold ? n : 0;
      brv_draft_count_letters (self->draft, brv_rtf_charset_get_language (group->language), text);
    }
  else if (group->place != PLACE_SKIPPED && group->place != PLACE_IMAGE)
    g_string_append (self->entry, text);
}

static void
append_character (Rtf *self, gunichar c)
{
  char buffer[8] = { 0 };

  if (c == 0 || !g_unichar_validate (c))
    c = 0xFFFD;
  g_unichar_to_utf8 (c, buffer);
  append (self, buffer);
}

/* Decodes what has come in bytes. */
static void
flush_bytes (Rtf *self)
{
  const Font *font = find_font (self);
  g_autofree char *text = NULL;

  if (self->bytes->len == 0)
    return;
  if (font != NULL && font->name != NULL && brv_symbol_font_is_known (font->name) &&
      peek_group (self)->place == PLACE_TEXT)
    for (guint i = 0; i < self->bytes->len; i++)
      append_character (self, brv_symbol_font_map (font->name, self->bytes->data[i]));
  else
    {
      text = brv_rtf_charset_decode (self->bytes->data, self->bytes->len,
                                     font != NULL && font->charset != NULL &&
                                         peek_group (self)->place == PLACE_TEXT
                                       ? font->charset
                                       : self->charset);
      append (self, text);
    }
  g_byte_array_set_size (self->bytes, 0);
}

static gboolean
judge (const Rtf *self, const Paragraph *paragraph, BrvStyleMeaning *meaning)
{
  const Style *style = g_hash_table_lookup (self->styles, GINT_TO_POINTER (paragraph->style));
  gboolean is_list = paragraph->list > 0 || paragraph->has_number;

  for (guint i = 0; style != NULL && !style->known && i < 32; i++)
    style = g_hash_table_lookup (self->styles, GINT_TO_POINTER (style->base));
  if (paragraph->outline >= 0 && paragraph->outline < NO_OUTLINE)
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, (guint)paragraph->outline + 1 };
      return TRUE;
    }
  if (style != NULL && style->known && style->meaning.role != BRV_ROLE_LIST_ITEM)
    {
      *meaning = style->meaning;
      return meaning->role != BRV_ROLE_PARAGRAPH;
    }
  if (is_list || (style != NULL && style->known))
    {
      *meaning = (BrvStyleMeaning){ BRV_ROLE_LIST_ITEM, (guint)paragraph->list_level + 1 };
      return TRUE;
    }
  return FALSE;
}

static void
close_table (Rtf *self)
{
  if (!self->in_table)
    return;
  if (self->in_cell)
    brv_draft_end_cell (self->draft);
  brv_draft_end_table (self->draft);
  self->in_table = self->in_row = self->in_cell = FALSE;
  g_array_set_size (self->edges, 0);
}

static void
open_cell (Rtf *self)
{
  if (!self->in_table)
    brv_draft_begin_table (self->draft);
  if (!self->in_row)
    {
      brv_draft_begin_row (self->draft);
      self->cell = 0;
    }
  if (!self->in_cell)
    brv_draft_begin_cell (self->draft);
  self->in_table = self->in_row = self->in_cell = TRUE;
}

/* A paragraph of the page itself, and not of a note or text box, opens and closes tables. */
static void
end_paragraph (Rtf *self)
{
  Paragraph *paragraph = peek_paragraph (self);
  BrvStyleMeaning meaning = { BRV_ROLE_PARAGRAPH, 0 };
  gboolean known = FALSE;

  flush_bytes (self);
  if (self->paragraphs->len == 1 && paragraph->in_table)
    open_cell (self);
  else if (self->paragraphs->len == 1)
    close_table (self);
  known = judge (self, paragraph, &meaning);
  brv_draft_add_paragraph (self->draft, known ? &meaning : NULL, paragraph->text->str,
                           paragraph->n_bold * 10 >= paragraph->n_letters * 9);
  g_string_truncate (paragraph->text, 0);
  paragraph->n_letters = paragraph->n_bold = 0;
  paragraph->has_number = FALSE;
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  return *(const gint *)a - *(const gint *)b;
}

/* How many columns of the rows above the cell covers. */
static guint
count_columns (const Rtf *self)
{
  gint left = 0;
  gint right = 0;
  guint n = 1;

  if (self->cell >= self->row->len)
    return 1;
  left = self->cell > 0 ? g_array_index (self->row, gint, self->cell - 1) : G_MININT / 2;
  right = g_array_index (self->row, gint, self->cell);
  for (guint i = 0; i < self->edges->len; i++)
    {
      gint edge = g_array_index (self->edges, gint, i);

      n += edge > left + EDGE_TOLERANCE && edge < right - EDGE_TOLERANCE;
    }
  return MIN (n, MAX_CELLS);
}

static void
end_cell (Rtf *self)
{
  if (self->paragraphs->len > 1)
    {
      end_paragraph (self);
      return;
    }
  peek_paragraph (self)->in_table = TRUE;
  end_paragraph (self);
  brv_draft_end_cell (self->draft);
  brv_draft_add_empty_cells (self->draft, count_columns (self) - 1);
  self->cell++;
  self->in_cell = FALSE;
}

static void
end_row (Rtf *self)
{
  if (self->in_cell)
    end_cell (self);
  self->in_row = FALSE;
  for (guint i = 0; i < self->row->len && self->edges->len < MAX_CELLS; i++)
    {
      gint edge = g_array_index (self->row, gint, i);
      gboolean known = FALSE;

      for (guint k = 0; k < self->edges->len && !known; k++)
        known = abs (g_array_index (self->edges, gint, k) - edge) <= EDGE_TOLERANCE;
      if (!known)
        g_array_append_val (self->edges, edge);
    }
  g_array_sort (self->edges, compare_edges);
}

/* Binary or hexadecimal digits of an image. */
static void
append_image (Rtf *self, const BrvRtfToken *token)
{
  if (self->image->len + token->length > MAX_IMAGE_BYTES)
    return;
  if (token->kind == BRV_RTF_DATA)
    {
      g_byte_array_append (self->image, token->data, (guint)token->length);
      return;
    }
  for (gsize i = 0; i < token->length; i++)
    {
      gint digit = g_ascii_xdigit_value ((char)token->data[i]);

      if (digit < 0)
        continue;
      if (self->half < 0)
        self->half = digit;
      else
        {
          guint8 byte = (guint8)(self->half * 16 + digit);

          g_byte_array_append (self->image, &byte, 1);
          self->half = -1;
        }
    }
}

static void
end_image (Rtf *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new (self->image->data, self->image->len);

  if (self->is_image_known)
    brv_draft_add_image (self->draft, bytes, NULL);
  g_byte_array_set_size (self->image, 0);
}

/* A font's or style's name is complete. */
static void
end_entry (Rtf *self, Place place)
{
  g_autofree char *name = g_strstrip (g_strdup (self->entry->str));
  gsize n = strlen (name);

  g_string_truncate (self->entry, 0);
  while (n > 0 && name[n - 1] == ';')
    name[--n] = '\0';
  if (place == PLACE_FONTS)
    {
      Font *font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->number));

      if (font != NULL && font->name == NULL && n > 0)
        font->name = g_steal_pointer (&name);
      return;
    }
  /* An outline level says more than a name. */
  if (!self->style.known && n > 0)
    self->style.known = brv_style_name_judge (name, &self->style.meaning);
  g_hash_table_replace (self->styles, GINT_TO_POINTER (self->number),
                        g_memdup2 (&self->style, sizeof (Style)));
  self->style = (Style){ { BRV_ROLE_PARAGRAPH, 0 }, FALSE, -1 };
  self->number = 0;
}

static char *
format_date (const Rtf *self)
{
  return g_strdup_printf ("%04d-%02d-%02d", self->date[0], self->date[1], self->date[2]);
}

/* A group of the properties or of a table has ended. */
static void
end_place (Rtf *self, Place place)
{
  switch (place)
    {
    case PLACE_FONTS:
    case PLACE_STYLES:
      end_entry (self, place);
      break;
    case PLACE_TITLE:
      if (self->properties.title == NULL)
        self->properties.title = g_strdup (self->entry->str);
      break;
    case PLACE_AUTHOR:
      brv_draft_properties_add_author (&self->properties, self->entry->str);
      break;
    case PLACE_CREATED:
      if (self->properties.created == NULL)
        self->properties.created = format_date (self);
      break;
    case PLACE_MODIFIED:
      if (self->properties.modified == NULL)
        self->properties.modified = format_date (self);
      break;
    case PLACE_TEXT:
    case PLACE_SKIPPED:
    case PLACE_IMAGE:
    default:
      return;
    }
  g_string_truncate (self->entry, 0);
}

static void
begin_group (Rtf *self)
{
  Group group = *peek_group (self);

  flush_bytes (self);
  group.closes = CLOSES_NOTHING;
  g_array_append_val (self->groups, group);
  self->starred = FALSE;
}

static void
pop_paragraph (Rtf *self)
{
  end_paragraph (self);
  if (self->paragraphs->len > 1)
    g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
}

static void
end_group (Rtf *self)
{
  Group group = *peek_group (self);

  flush_bytes (self);
  self->n_skip = 0;
  self->starred = FALSE;
  switch (group.closes)
    {
    case CLOSES_NOTE:
      open_note (self);
      pop_paragraph (self);
      brv_draft_end_note (self->draft);
      break;
    case CLOSES_BOX:
      pop_paragraph (self);
      brv_draft_end_box (self->draft);
      break;
    case CLOSES_IMAGE:
      end_image (self);
      break;
    case CLOSES_NOTHING:
    default:
      break;
    }
  g_array_set_size (self->groups, self->groups->len - 1);
  if (group.place != peek_group (self)->place || group.place == PLACE_FONTS ||
      group.place == PLACE_STYLES)
    end_place (self, group.place);
}

static void
begin_frame (Rtf *self, Closes closes)
{
  Group *group = peek_group (self);

  if (group->place != PLACE_TEXT)
    return;
  flush_bytes (self);
  group->closes = closes;
  g_ptr_array_add (self->paragraphs, paragraph_new ());
  if (closes == CLOSES_BOX)
    brv_draft_begin_box (self->draft);
  else
    {
      self->note_waits = TRUE;
      self->is_endnote = FALSE;
    }
}

/* Words that say what the text of their group is. */
static gboolean
read_destination (Rtf *self, const BrvRtfToken *token, gboolean starred)
{
  static const char *const skipped[] = {
    "colortbl",     "header",    "headerl",      "headerr",    "headerf",  "footer",
    "footerl",      "footerr",   "footerf",      "ftnsep",     "ftnsepc",  "ftncn",
    "aftnsep",      "aftnsepc",  "aftncn",       "nonshppict", "shprslt",  "sp",
    "listtable",    "fldinst",   "nonesttables", "annotation", "xe",       "tc",
    "rxe",          "private1",  "objdata",      "comment",    "keywords", "subject",
    "operator",     "doccomm",   "hlinkbase",    "company",    "manager",  "category",
    "nextfile",     "template",  "bkmkstart",    "bkmkend",    "printim",  "buptim",
    "levelnumbers", "leveltext", "listname",     "filetbl",    "revtbl",   "listoverridetable",
  };
  static const struct
  {
    const char *name;
    Place place;
  } places[] = {
    { "fonttbl", PLACE_FONTS },    { "stylesheet", PLACE_STYLES }, { "title", PLACE_TITLE },
    { "author", PLACE_AUTHOR },    { "creatim", PLACE_CREATED },   { "revtim", PLACE_MODIFIED },
    { "shpinst", PLACE_TEXT },     { "shppict", PLACE_TEXT },      { "info", PLACE_SKIPPED },
    { "listtext", PLACE_SKIPPED }, { "pntext", PLACE_SKIPPED },    { "pn", PLACE_SKIPPED },
  };
  Group *group = peek_group (self);

  if (group->place == PLACE_SKIPPED && !g_str_equal (token->name, "title") &&
      !g_str_equal (token->name, "author") && !g_str_equal (token->name, "creatim") &&
      !g_str_equal (token->name, "revtim"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    if (g_str_equal (token->name, skipped[i]))
      {
        flush_bytes (self);
        group->place = PLACE_SKIPPED;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (token->name, places[i].name))
      {
        flush_bytes (self);
        if (places[i].place == PLACE_TEXT && group->place != PLACE_TEXT)
          return TRUE;
        group->place = places[i].place;
        if (g_str_equal (token->name, "listtext") || g_str_equal (token->name, "pntext") ||
            g_str_equal (token->name, "pn"))
          peek_paragraph (self)->has_number = TRUE;
        g_string_truncate (self->entry, 0);
        memset (self->date, 0, sizeof (self->date));
        return TRUE;
      }
  if (g_str_equal (token->name, "footnote"))
    begin_frame (self, CLOSES_NOTE);
  else if (g_str_equal (token->name, "shptxt"))
    begin_frame (self, CLOSES_BOX);
  else if (g_str_equal (token->name, "pict") && group->place == PLACE_TEXT)
    {
      flush_bytes (self);
      group->place = PLACE_IMAGE;
      group->closes = CLOSES_IMAGE;
      self->is_image_known = FALSE;
      self->half = -1;
    }
  else if (starred)
    {
      flush_bytes (self);
      group->place = PLACE_SKIPPED;
    }
  else
    return FALSE;
  return TRUE;
}

/* Words that stand for a character. */
static gboolean
read_character (Rtf *self, const BrvRtfToken *token)
{
  static const struct
  {
    const char *name;
    const char *text;
  } characters[] = {
    { "tab", "\t" },           { "line", "\n" },          { "emdash", "\u2014" },
    { "endash", "\u2013" },    { "lquote", "\u2018" },    { "rquote", "\u2019" },
    { "ldblquote", "\u201C" }, { "rdblquote", "\u201D" }, { "bullet", "\u2022" },
    { "emspace", "\u2003" },   { "enspace", "\u2002" },   { "qmspace", "\u2005" },
    { "zwj", "\u200D" },       { "zwnj", "\u200C" },      { "ltrmark", "\u200E" },
    { "rtlmark", "\u200F" },   { "page", " " },           { "column", " " },
    { "softline", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    if (g_str_equal (token->name, characters[i].name))
      {
        flush_bytes (self);
        append (self, characters[i].text);
        return TRUE;
      }
  return FALSE;
}

/* A character by its number, in halves of a pair where it is beyond U+FFFF. */
static void
read_unicode (Rtf *self, gint number)
{
  gunichar c = (gunichar)(number < 0 ? number + 65536 : number);
  const Font *font = find_font (self);

  flush_bytes (self);
  self->n_skip = peek_group (self)->fallback_bytes;
  if (c >= 0xD800 && c <= 0xDBFF)
    {
      self->high = c;
      return;
    }
  if (c >= 0xDC00 && c <= 0xDFFF)
    c = self->high != 0 ? 0x10000 + ((self->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
  else if (c >= 0xF000 && c <= 0xF0FF)
    c = brv_symbol_font_map (font != NULL && font->name != NULL ? font->name : "", c);
  self->high = 0;
  append_character (self, c);
}

static void
read_font_word (Rtf *self, const BrvRtfToken *token)
{
  Font *font = NULL;

  if (g_str_equal (token->name, "f"))
    {
      /* Entries may stand without groups of their own. */
      if (self->entry->len > 0)
        end_entry (self, PLACE_FONTS);
      self->number = token->number;
      if (g_hash_table_size (self->fonts) < MAX_FONTS)
        g_hash_table_replace (self->fonts, GINT_TO_POINTER (token->number), g_new0 (Font, 1));
      return;
    }
  font = g_hash_table_lookup (self->fonts, GINT_TO_POINTER (self->number));
  if (font == NULL)
    return;
  if (g_str_equal (token->name, "fcharset") && font->charset == NULL)
    font->charset = brv_rtf_charset_of_font (token->number, self->charset);
  else if (g_str_equal (token->name, "cpg"))
    {
      g_free (font->charset);
      font->charset = brv_rtf_charset_of_page (token->number);
    }
}

static void
read_style_word (Rtf *self, const BrvRtfToken *token)
{
  if (g_str_equal (token->name, "s"))
    self->number = token->number;
  else if (g_str_equal (token->name, "sbasedon"))
    self->style.base = token->number;
  else if (g_str_equal (token->name, "outlinelevel") && token->number >= 0 &&
           token->number < NO_OUTLINE)
    {
      self->style.known = TRUE;
      self->style.meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, (guint)token->number + 1 };
    }
}

static void
read_date_word (Rtf *self, const BrvRtfToken *token)
{
  if (g_str_equal (token->name, "yr"))
    self->date[0] = CLAMP (token->number, 0, 9999);
  else if (g_str_equal (token->name, "mo"))
    self->date[1] = CLAMP (token->number, 0, 99);
  else if (g_str_equal (token->name, "dy"))
    self->date[2] = CLAMP (token->number, 0, 99);
}

/* Words about the encoding, anywhere. */
static gboolean
read_encoding (Rtf *self, const BrvRtfToken *token)
{
  gint page = -1;

  if (g_str_equal (token->name, "ansicpg"))
    page = token->number;
  else if (g_str_equal (token->name, "mac"))
    page = 10000;
  else if (g_str_equal (token->name, "pc"))
    page = 437;
  else if (g_str_equal (token->name, "pca"))
    page = 850;
  else if (g_str_equal (token->name, "deff"))
    self->default_font = peek_group (self)->font = token->number;
  else if (g_str_equal (token->name, "deflang"))
    {
      g_free (self->properties.language);
      self->properties.language = g_strdup (brv_rtf_charset_get_language (token->number));
    }
  else
    return FALSE;
  if (page >= 0)
    {
      g_free (self->charset);
      self->charset = brv_rtf_charset_of_page (page);
    }
  return TRUE;
}

/* Words about the letters that follow. */
static gboolean
read_letters (Rtf *self, const BrvRtfToken *token)
{
  Group *group = peek_group (self);
  gboolean on = !token->has_number || token->number != 0;

  if (g_str_equal (token->name, "f"))
    group->font = token->number;
  else if (g_str_equal (token->name, "b"))
    group->bold = on;
  else if (g_str_equal (token->name, "v"))
    group->hidden = on;
  else if (g_str_equal (token->name, "deleted"))
    group->deleted = on;
  else if (g_str_equal (token->name, "lang"))
    group->language = token->number;
  else if (g_str_equal (token->name, "uc"))
    group->fallback_bytes = (guint)CLAMP (token->number, 0, 64);
  else if (g_str_equal (token->name, "plain"))
    {
      group->bold = group->hidden = group->deleted = FALSE;
      group->font = self->default_font;
    }
  else
    return FALSE;
  return TRUE;
}

/* Words about the paragraph, and those that end one. */
static gboolean
read_paragraph (Rtf *self, const BrvRtfToken *token)
{
  Paragraph *paragraph = peek_paragraph (self);

  if (g_str_equal (token->name, "par") || g_str_equal (token->name, "sect"))
    end_paragraph (self);
  else if (g_str_equal (token->name, "pard"))
    reset_paragraph (paragraph);
  else if (g_str_equal (token->name, "s"))
    paragraph->style = token->number;
  else if (g_str_equal (token->name, "outlinelevel"))
    paragraph->outline = token->number;
  else if (g_str_equal (token->name, "ls"))
    paragraph->list = token->number;
  else if (g_str_equal (token->name, "ilvl"))
    paragraph->list_level = CLAMP (token->number, 0, 8);
  else if (g_str_equal (token->name, "intbl"))
    paragraph->in_table = TRUE;
  else if (g_str_equal (token->name, "cell"))
    end_cell (self);
  else if (g_str_equal (token->name, "nestcell") || g_str_equal (token->name, "nestrow"))
    end_paragraph (self);
  else if (g_str_equal (token->name, "row"))
    end_row (self);
  else if (g_str_equal (token->name, "trowd"))
    g_array_set_size (self->row, 0);
  else if (g_str_equal (token->name, "cellx") && self->row->len < MAX_CELLS)
    g_array_append_val (self->row, token->number);
  else if (g_str_equal (token->name, "ftnalt"))
    self->is_endnote = TRUE;
  else
    return FALSE;
  return TRUE;
}

static void
read_word (Rtf *self, const BrvRtfToken *token)
{
  gboolean starred = self->starred;
  const Group *group = NULL;

  self->starred = FALSE;
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return;
    }
  if (read_destination (self, token, starred))
    return;
  group = peek_group (self);
  if (g_str_equal (token->name, "u") && token->has_number)
    read_unicode (self, token->number);
  else if (group->place == PLACE_FONTS)
    read_font_word (self, token);
  else if (group->place == PLACE_STYLES)
    read_style_word (self, token);
  else if (group->place == PLACE_CREATED || group->place == PLACE_MODIFIED)
    read_date_word (self, token);
  else if (group->place == PLACE_IMAGE)
    self->is_image_known = self->is_image_known || g_str_equal (token->name, "pngblip") ||
                           g_str_equal (token->name, "jpegblip");
  else if (!read_encoding (self, token) && !read_character (self, token))
    {
      flush_bytes (self);
      if (!read_letters (self, token) && group->place == PLACE_TEXT)
        read_paragraph (self, token);
    }
}

static void
read_symbol (Rtf *self, char symbol)
{
  if (symbol == '*')
    {
      self->starred = TRUE;
      return;
    }
  if (self->n_skip > 0)
    {
      self->n_skip--;
      return;
    }
  flush_bytes (self);
  switch (symbol)
    {
    case '~':
      append (self, "\u00A0");
      break;
    case '_':
      append (self, "\u2011");
      break;
    case '-':
      append (self, "\u00AD");
      break;
    case '\\':
    case '{':
    case '}':
      append_character (self, (gunichar)symbol);
      break;
    case '\r':
    case '\n':
      if (peek_group (self)->place == PLACE_TEXT)
        end_paragraph (self);
      break;
    default:
      break;
    }
}

static void
read_text (Rtf *self, const guint8 *data, gsize length)
{
  gsize skip = MIN (self->n_skip, length);

  self->n_skip -= (guint)skip;
  self->starred = FALSE;
  g_byte_array_append (self->bytes, data + skip, (guint)(length - skip));
}

/* Returns whether the document is complete: all its groups are closed. */
static gboolean
read_all (Rtf *self)
{
  BrvRtfToken token;
  guint8 byte = 0;

  for (;;)
    {
      brv_rtf_reader_next (&self->reader, &token);
      switch (token.kind)
        {
        case BRV_RTF_BEGIN:
          if (self->groups->len >= MAX_DEPTH)
            return FALSE;
          begin_group (self);
          break;
        case BRV_RTF_END:
          if (self->groups->len == 1)
            return FALSE;
          end_group (self);
          if (self->groups->len == 1)
            return TRUE;
          break;
        case BRV_RTF_WORD:
          read_word (self, &token);
          break;
        case BRV_RTF_SYMBOL:
          read_symbol (self, token.name[0]);
          break;
        case BRV_RTF_BYTE:
          byte = (guint8)token.number;
          read_text (self, &byte, 1);
          break;
        case BRV_RTF_DATA:
        case BRV_RTF_TEXT:
          if (peek_group (self)->place == PLACE_IMAGE)
            append_image (self, &token);
          else if (token.kind == BRV_RTF_TEXT)
            read_text (self, token.data, token.length);
          break;
        case BRV_RTF_DONE:
        default:
          return FALSE;
        }
    }
}

static void
rtf_init (Rtf *self, GBytes *bytes, BrvDraft *draft)
{
  Group outside = { .place = PLACE_TEXT, .fallback_bytes = 1 };

  brv_rtf_reader_init (&self->reader, bytes);
  self->draft = draft;
  self->groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_array_append_val (self->groups, outside);
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  g_ptr_array_add (self->paragraphs, paragraph_new ());
  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, font_free);
  self->styles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->charset = brv_rtf_charset_of_page (0);
  self->bytes = g_byte_array_new ();
  self->entry = g_string_new (NULL);
  self->style = (Style){ { BRV_ROLE_PARAGRAPH, 0 }, FALSE, -1 };
  self->edges = g_array_new (FALSE, TRUE, sizeof (gint));
  self->row = g_array_new (FALSE, TRUE, sizeof (gint));
  self->image = g_byte_array_new ();
}

static void
rtf_clear (Rtf *self)
{
  g_array_unref (self->groups);
  g_ptr_array_unref (self->paragraphs);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->styles);
  g_free (self->charset);
  g_byte_array_unref (self->bytes);
  g_string_free (self->entry, TRUE);
  g_array_unref (self->edges);
  g_array_unref (self->row);
  g_byte_array_unref (self->image);
  brv_draft_properties_clear (&self->properties);
}

/**
 * brv_rtf_importer_run:
 * @bytes: an RTF file
 * @hints: what its giver says about it
 * @sink: gets the source
 * @error: return location for an error
 *
 * Makes a source of a rich text. Headers, footers, comments, deletions and hidden text stay out.
 * Page numbers are not in the file.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_DAMAGED if it ends before its groups are closed, or if
 *   they are nested deeper than any program does
 */
gboolean
brv_rtf_importer_run (GBytes *bytes,
                      const BrvImportHints *hints,
                      BrvImportSink *sink,
                      GError **error)
{
  g_autoptr (BrvDraft) draft = brv_draft_new (
    brv_import_sink_begin_source (sink, brv_format_get_media_type (BRV_FORMAT_RTF), NULL));
  Rtf rtf = { 0 };
  gboolean done = FALSE;

  rtf_init (&rtf, bytes, draft);
  done = read_all (&rtf);
  if (done)
    {
      end_paragraph (&rtf);
      close_table (&rtf);
      brv_draft_finish (draft, &rtf.properties);
    }
  else
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "open groups");
  rtf_clear (&rtf);
  return done;
}
