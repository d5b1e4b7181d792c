/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * RTF to paragraphs. A group inherits all properties of the one around it and gives none back, so
 * they stand in a stack; what a paragraph is, is said anew for each.
 *
 * Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
 */

#include "config.h"

#include <string.h>

#include "import/brv-detect.h"
#include "import/brv-draft.h"
#include "import/brv-import-error.h"
#include "import/brv-rtf-charset.h"
#include "import/brv-rtf-image.h"
#include "import/brv-rtf-importer.h"
#include "import/brv-rtf-reader.h"
#include "import/brv-rtf-text.h"
#include "import/brv-rtf-words.h"
#include "import/brv-symbol-font.h"

/* No program nests deeper; each level costs memory. */
#define MAX_DEPTH 2000

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
  BrvRtfPlace place;
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
  BrvRtfReader reader;
  BrvDraft *draft;
  BrvDraftProperties properties;
  GArray *groups; /* of Group */
  BrvRtfTables tables;
  BrvRtfText text;
  char *charset;
  gint default_font;
  GByteArray *bytes; /* text not yet decoded */
  gboolean starred;  /* the next word begins a group that may be unknown */
  guint n_skip;      /* of the fallback that follows a character given by its number */
  gunichar high;     /* the first half of a surrogate pair, or 0 */
  /* Of a table of fonts or styles, or of the properties */
  GString *entry;
  gint date[3];
  BrvRtfImage image;
} Rtf;

static Group *
peek_group (const Rtf *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static const BrvRtfFont *
find_font (const Rtf *self)
{
  return brv_rtf_tables_find_font (&self->tables, peek_group (self)->font);
}

static void
append (Rtf *self, const char *text)
{
  const Group *group = peek_group (self);

  if (group->place == BRV_RTF_PLACE_TEXT)
    {
      if (!group->hidden && !group->deleted)
        brv_rtf_text_append (&self->text, text, group->bold,
                             brv_rtf_charset_get_language (group->language));
    }
  else if (group->place != BRV_RTF_PLACE_SKIPPED && group->place != BRV_RTF_PLACE_IMAGE)
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
  const BrvRtfFont *font = find_font (self);
  g_autofree char *text = NULL;

  if (self->bytes->len == 0)
    return;
  if (font != NULL && font->name != NULL && brv_symbol_font_is_known (font->name) &&
      peek_group (self)->place == BRV_RTF_PLACE_TEXT)
    for (guint i = 0; i < self->bytes->len; i++)
      append_character (self, brv_symbol_font_map (font->name, self->bytes->data[i]));
  else
    {
      text = brv_rtf_charset_decode (self->bytes->data, self->bytes->len,
                                     font != NULL && font->charset != NULL &&
                                         peek_group (self)->place == BRV_RTF_PLACE_TEXT
                                       ? font->charset
                                       : self->charset);
      append (self, text);
    }
  g_byte_array_set_size (self->bytes, 0);
}

static void
end_paragraph (Rtf *self)
{
  flush_bytes (self);
  brv_rtf_text_end_paragraph (&self->text);
}

static void
end_image (Rtf *self)
{
  g_autoptr (GBytes) bytes = brv_rtf_image_end (&self->image);

  if (bytes != NULL)
    brv_draft_add_image (self->draft, bytes, NULL);
}

static char *
format_date (const Rtf *self)
{
  return g_strdup_printf ("%04d-%02d-%02d", self->date[0], self->date[1], self->date[2]);
}

/* A group of the properties or of a table has ended. */
static void
end_place (Rtf *self, BrvRtfPlace place)
{
  switch (place)
    {
    case BRV_RTF_PLACE_FONTS:
      brv_rtf_tables_end_entry (&self->tables, BRV_RTF_TABLE_FONTS, self->entry);
      break;
    case BRV_RTF_PLACE_STYLES:
      brv_rtf_tables_end_entry (&self->tables, BRV_RTF_TABLE_STYLES, self->entry);
      break;
    case BRV_RTF_PLACE_TITLE:
      if (self->properties.title == NULL)
        self->properties.title = g_strdup (self->entry->str);
      break;
    case BRV_RTF_PLACE_AUTHOR:
      brv_draft_properties_add_author (&self->properties, self->entry->str);
      break;
    case BRV_RTF_PLACE_CREATED:
      if (self->properties.created == NULL)
        self->properties.created = format_date (self);
      break;
    case BRV_RTF_PLACE_MODIFIED:
      if (self->properties.modified == NULL)
        self->properties.modified = format_date (self);
      break;
    case BRV_RTF_PLACE_TEXT:
    case BRV_RTF_PLACE_SKIPPED:
    case BRV_RTF_PLACE_IMAGE:
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
end_group (Rtf *self)
{
  Group group = *peek_group (self);

  flush_bytes (self);
  self->n_skip = 0;
  self->starred = FALSE;
  switch (group.closes)
    {
    case CLOSES_NOTE:
      brv_rtf_text_end_note (&self->text);
      break;
    case CLOSES_BOX:
      brv_rtf_text_end_box (&self->text);
      break;
    case CLOSES_IMAGE:
      end_image (self);
      break;
    case CLOSES_NOTHING:
    default:
      break;
    }
  g_array_set_size (self->groups, self->groups->len - 1);
  if (group.place != peek_group (self)->place || group.place == BRV_RTF_PLACE_FONTS ||
      group.place == BRV_RTF_PLACE_STYLES)
    end_place (self, group.place);
}

static void
begin_frame (Rtf *self, Closes closes)
{
  Group *group = peek_group (self);

  if (group->place != BRV_RTF_PLACE_TEXT)
    return;
  flush_bytes (self);
  group->closes = closes;
  if (closes == CLOSES_BOX)
    brv_rtf_text_begin_box (&self->text);
  else
    brv_rtf_text_begin_note (&self->text);
}

/* Ends what was read, and goes on with text that is something else. */
static void
set_place (Rtf *self, BrvRtfPlace place)
{
  flush_bytes (self);
  peek_group (self)->place = place;
}

/* Begins a table of fonts or styles, a property of the document, or a drawing's text. */
static void
begin_place (Rtf *self, BrvRtfPlace place)
{
  if (place == BRV_RTF_PLACE_TEXT && peek_group (self)->place != BRV_RTF_PLACE_TEXT)
    {
      flush_bytes (self);
      return;
    }
  set_place (self, place);
  g_string_truncate (self->entry, 0);
  memset (self->date, 0, sizeof (self->date));
}

/* Words that say what the text of their group is. */
static gboolean
read_destination (Rtf *self, const BrvRtfToken *token, gboolean starred)
{
  Group *group = peek_group (self);
  BrvRtfPlace place = BRV_RTF_PLACE_TEXT;

  if (group->place == BRV_RTF_PLACE_SKIPPED && !brv_rtf_word_is_property (token->name))
    return FALSE;
  if (brv_rtf_word_is_skipped (token->name))
    {
      set_place (self, BRV_RTF_PLACE_SKIPPED);
      return TRUE;
    }
  if (brv_rtf_word_find_place (token->name, &place))
    begin_place (self, place);
  else if (brv_rtf_word_is_list_number (token->name))
    {
      begin_place (self, BRV_RTF_PLACE_SKIPPED);
      brv_rtf_text_peek (&self->text)->has_number = TRUE;
    }
  else if (g_str_equal (token->name, "footnote"))
    begin_frame (self, CLOSES_NOTE);
  else if (g_str_equal (token->name, "shptxt"))
    begin_frame (self, CLOSES_BOX);
  else if (g_str_equal (token->name, "pict") && group->place == BRV_RTF_PLACE_TEXT)
    {
      set_place (self, BRV_RTF_PLACE_IMAGE);
      group->closes = CLOSES_IMAGE;
      brv_rtf_image_begin (&self->image);
    }
  else if (starred)
    set_place (self, BRV_RTF_PLACE_SKIPPED);
  else
    return FALSE;
  return TRUE;
}

/* Words that stand for a character. */
static gboolean
read_character (Rtf *self, const BrvRtfToken *token)
{
  const char *text = brv_rtf_word_find_text (token->name);

  if (text == NULL)
    return FALSE;
  flush_bytes (self);
  append (self, text);
  return TRUE;
}

/* A character by its number, in halves of a pair where it is beyond U+FFFF. */
static void
read_unicode (Rtf *self, gint number)
{
  gunichar c = (gunichar)(number < 0 ? number + 65536 : number);
  const BrvRtfFont *font = find_font (self);

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
  BrvRtfParagraph *paragraph = brv_rtf_text_peek (&self->text);

  if (g_str_equal (token->name, "par") || g_str_equal (token->name, "sect") ||
      g_str_equal (token->name, "nestcell") || g_str_equal (token->name, "nestrow"))
    end_paragraph (self);
  else if (g_str_equal (token->name, "pard"))
    brv_rtf_paragraph_reset (paragraph);
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
    {
      flush_bytes (self);
      brv_rtf_text_end_cell (&self->text);
    }
  else if (g_str_equal (token->name, "row"))
    {
      flush_bytes (self);
      brv_rtf_text_end_row (&self->text);
    }
  else if (g_str_equal (token->name, "trowd"))
    g_array_set_size (self->text.row, 0);
  else if (g_str_equal (token->name, "cellx"))
    brv_rtf_text_add_edge (&self->text, token->number);
  else if (g_str_equal (token->name, "ftnalt"))
    self->text.is_endnote = TRUE;
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
  else if (group->place == BRV_RTF_PLACE_FONTS)
    brv_rtf_tables_read_font (&self->tables, token, self->charset, self->entry);
  else if (group->place == BRV_RTF_PLACE_STYLES)
    brv_rtf_tables_read_style (&self->tables, token);
  else if (group->place == BRV_RTF_PLACE_CREATED || group->place == BRV_RTF_PLACE_MODIFIED)
    read_date_word (self, token);
  else if (group->place == BRV_RTF_PLACE_IMAGE)
    brv_rtf_image_read_word (&self->image, token);
  else if (!read_encoding (self, token) && !read_character (self, token))
    {
      flush_bytes (self);
      if (!read_letters (self, token) && group->place == BRV_RTF_PLACE_TEXT)
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
      if (peek_group (self)->place == BRV_RTF_PLACE_TEXT)
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
          if (peek_group (self)->place == BRV_RTF_PLACE_IMAGE)
            brv_rtf_image_append (&self->image, &token);
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
  Group outside = { .place = BRV_RTF_PLACE_TEXT, .fallback_bytes = 1 };

  brv_rtf_reader_init (&self->reader, bytes);
  self->draft = draft;
  self->groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_array_append_val (self->groups, outside);
  brv_rtf_tables_init (&self->tables);
  brv_rtf_text_init (&self->text, &self->tables, draft);
  self->charset = brv_rtf_charset_of_page (0);
  self->bytes = g_byte_array_new ();
  self->entry = g_string_new (NULL);
  brv_rtf_image_init (&self->image);
}

static void
rtf_clear (Rtf *self)
{
  g_array_unref (self->groups);
  brv_rtf_text_clear (&self->text);
  brv_rtf_tables_clear (&self->tables);
  g_free (self->charset);
  g_byte_array_unref (self->bytes);
  g_string_free (self->entry, TRUE);
  brv_rtf_image_clear (&self->image);
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
      brv_rtf_text_close_table (&rtf.text);
      brv_draft_finish (draft, &rtf.properties);
    }
  else
    g_set_error_literal (error, BRV_IMPORT_ERROR, BRV_IMPORT_ERROR_DAMAGED, "open groups");
  rtf_clear (&rtf);
  return done;
}
