/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * WordprocessingML to paragraphs. A paragraph can hold text boxes, which hold paragraphs, and a
 * field can begin in one paragraph and end in another; so the walk keeps stacks of its own.
 *
 * Source: ISO/IEC 29500-1:2016, §17 (WordprocessingML), in the transitional and strict namespaces.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-docx-notes.h"
#include "import/brv-docx-tag.h"
#include "import/brv-docx-text.h"
#include "import/brv-symbol-font.h"
#include "import/brv-xml.h"

#define MAX_SPAN 1000

typedef struct
{
  GString *text;
  char *style; /* (nullable) */
  gint outline;
  gint list;
  gint list_level;
  guint n_letters;
  guint n_bold;
  gboolean goes_on; /* its end is deleted, or it is a drop cap: the next paragraph goes on */
} Paragraph;

/* What a content control says of what it holds. */
typedef enum
{
  CONTROL_PLAIN = 0,
  CONTROL_CONTENTS = 1 << 0,    /* a table of contents */
  CONTROL_PLACEHOLDER = 1 << 1, /* what to write here */
} Control;

struct _BrvDocxText
{
  const BrvPackage *package;
  const BrvDocxStyles *styles;
  BrvDraft *draft;
  BrvDocxNotes *notes;

  /* Of the part being read */
  const char *part;
  GHashTable *relations; /* id -> target */
  GPtrArray *paragraphs; /* of Paragraph: the ones being read, innermost last */
  char *carried;         /* (nullable): text that the next paragraph goes on with */
  GArray *fields;        /* of gboolean: whether each open field is still in its instruction */
  GArray *controls;      /* of Control */
  char *alternative;     /* (nullable): of the drawing being read */
  gboolean in_text;
  /* Of the run being read */
  gboolean is_hidden;
  gboolean is_bold;
  char *language; /* (nullable) */
};

static void
paragraph_free (gpointer data)
{
  Paragraph *paragraph = data;

  g_string_free (paragraph->text, TRUE);
  g_free (paragraph->style);
  g_free (paragraph);
}

/**
 * brv_docx_text_new:
 * @package: a Word document; must outlive the object, as the other two
 * @styles: its styles
 * @draft: where its text goes
 *
 * Returns: (transfer full): an object that has read nothing
 */
BrvDocxText *
brv_docx_text_new (const BrvPackage *package, const BrvDocxStyles *styles, BrvDraft *draft)
{
  BrvDocxText *self = g_new0 (BrvDocxText, 1);

  self->package = package;
  self->styles = styles;
  self->draft = draft;
  self->notes = brv_docx_notes_new ();
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  self->fields = g_array_new (FALSE, TRUE, sizeof (gboolean));
  self->controls = g_array_new (FALSE, TRUE, sizeof (Control));
  return self;
}

/**
 * brv_docx_text_free:
 * @self: (transfer full) (nullable): an object
 *
 * Frees @self.
 */
void
brv_docx_text_free (BrvDocxText *self)
{
  if (self == NULL)
    return;
  brv_docx_notes_free (self->notes);
  g_ptr_array_unref (self->paragraphs);
  g_array_unref (self->fields);
  g_array_unref (self->controls);
  g_free (self->carried);
  g_free (self->alternative);
  g_free (self->language);
  g_free (self);
}

static Paragraph *
peek_paragraph (const BrvDocxText *self)
{
  return self->paragraphs->len > 0 ? g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1)
                                   : NULL;
}

/* Whether text that stands here is on the page. */
static gboolean
is_shown (const BrvDocxText *self)
{
  if (self->is_hidden || self->paragraphs->len == 0)
    return FALSE;
  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, gboolean, i))
      return FALSE;
  for (guint i = 0; i < self->controls->len; i++)
    if ((g_array_index (self->controls, Control, i) & CONTROL_PLACEHOLDER) != 0)
      return FALSE;
  return TRUE;
}

static void
append (BrvDocxText *self, const char *text)
{
  Paragraph *paragraph = peek_paragraph (self);
  guint n = 0;

  if (paragraph == NULL || !is_shown (self))
    return;
  g_string_append (paragraph->text, text);
  n = (guint)g_utf8_strlen (text, -1);
  paragraph->n_letters += n;
  paragraph->n_bold += self->is_bold ? n : 0;
  brv_draft_count_letters (self->draft, self->language, text);
}

static gboolean
is_on (const BrvXml *xml)
{
  const char *value = brv_xml_get_attribute (xml, "val");

  return value == NULL || !(g_str_equal (value, "0") || g_str_equal (value, "false") ||
                            g_str_equal (value, "off") || g_str_equal (value, "none"));
}

static gint
read_number (const BrvXml *xml, const char *name)
{
  const char *value = brv_xml_get_attribute (xml, name);

  return value != NULL ? (gint)CLAMP (strtol (value, NULL, 10), 0, G_MAXINT16) : 0;
}

static void
read_run_property (BrvDocxText *self, const BrvXml *xml)
{
  const char *name = brv_xml_get_name (xml);

  if (g_str_equal (name, "b"))
    self->is_bold = is_on (xml);
  else if (g_str_equal (name, "vanish") || g_str_equal (name, "webHidden"))
    self->is_hidden = self->is_hidden || (g_str_equal (name, "vanish") && is_on (xml));
  else if (g_str_equal (name, "lang") && brv_xml_get_attribute (xml, "val") != NULL)
    {
      g_free (self->language);
      self->language = g_strdup (brv_xml_get_attribute (xml, "val"));
    }
}

static void
begin_run (BrvDocxText *self)
{
  self->is_hidden = FALSE;
  self->is_bold = FALSE;
  g_clear_pointer (&self->language, g_free);
}

static void
read_run_properties (BrvDocxText *self, BrvXml *xml)
{
  guint depth = 1;

  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event == BRV_XML_END)
        depth--;
      else if (event == BRV_XML_START)
        {
          /* What a tracked change replaced is no property. */
          if (depth++ == 1)
            read_run_property (self, xml);
        }
    }
}

static void
read_paragraph_property (Paragraph *paragraph, const BrvXml *xml, guint depth)
{
  const char *name = brv_xml_get_name (xml);
  const char *cap = NULL;

  if (g_str_equal (name, "pStyle"))
    {
      g_free (paragraph->style);
      paragraph->style = g_strdup (brv_xml_get_attribute (xml, "val"));
    }
  else if (g_str_equal (name, "outlineLvl"))
    paragraph->outline = read_number (xml, "val");
  else if (g_str_equal (name, "numId"))
    paragraph->list = read_number (xml, "val");
  else if (g_str_equal (name, "ilvl"))
    paragraph->list_level = read_number (xml, "val");
  else if (g_str_equal (name, "framePr"))
    {
      cap = brv_xml_get_attribute (xml, "dropCap");
      paragraph->goes_on = cap != NULL && !g_str_equal (cap, "none");
    }
  else if (depth == 2 && g_str_equal (name, "del"))
    paragraph->goes_on = TRUE;
}

static void
read_paragraph_properties (BrvDocxText *self, BrvXml *xml)
{
  Paragraph *paragraph = peek_paragraph (self);
  guint depth = 1;

  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (xml);

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event == BRV_XML_END)
        depth--;
      else if (event == BRV_XML_START && g_str_equal (brv_xml_get_name (xml), "pPrChange"))
        brv_xml_skip (xml);
      else if (event == BRV_XML_START)
        {
          if (paragraph != NULL)
            read_paragraph_property (paragraph, xml, depth);
          depth++;
        }
    }
}

static void
begin_paragraph (BrvDocxText *self)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);

  paragraph->text = g_string_new (self->carried);
  g_clear_pointer (&self->carried, g_free);
  paragraph->outline = BRV_DOCX_UNSET;
  paragraph->list = BRV_DOCX_UNSET;
  paragraph->list_level = BRV_DOCX_UNSET;
  g_ptr_array_add (self->paragraphs, paragraph);
  begin_run (self);
}

static gboolean
is_in_contents (const BrvDocxText *self)
{
  for (guint i = 0; i < self->controls->len; i++)
    if ((g_array_index (self->controls, Control, i) & CONTROL_CONTENTS) != 0)
      return TRUE;
  return FALSE;
}

static void
end_paragraph (BrvDocxText *self)
{
  Paragraph *paragraph = peek_paragraph (self);
  BrvStyleMeaning meaning = { BRV_ROLE_FURNITURE, 0 };
  gboolean known = FALSE;

  if (paragraph == NULL)
    return;
  if (paragraph->goes_on && paragraph->text->len > 0)
    {
      g_free (self->carried);
      self->carried = g_strdup (g_strchomp (paragraph->text->str));
    }
  else
    {
      const BrvDocxParagraph own = { paragraph->style, paragraph->outline, paragraph->list,
                                     paragraph->list_level };

      known = is_in_contents (self) || brv_docx_styles_judge (self->styles, &own, &meaning);
      brv_draft_add_paragraph (self->draft, known ? &meaning : NULL, paragraph->text->str,
                               paragraph->n_bold * 10 >= paragraph->n_letters * 9);
    }
  g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
  begin_run (self);
}

static void
read_field (BrvDocxText *self, const BrvXml *xml)
{
  const char *type = brv_xml_get_attribute (xml, "fldCharType");
  gboolean in_instruction = TRUE;

  if (g_strcmp0 (type, "begin") == 0)
    g_array_append_val (self->fields, in_instruction);
  else if (g_strcmp0 (type, "separate") == 0 && self->fields->len > 0)
    g_array_index (self->fields, gboolean, self->fields->len - 1) = FALSE;
  else if (g_strcmp0 (type, "end") == 0 && self->fields->len > 0)
    g_array_set_size (self->fields, self->fields->len - 1);
}

static void
read_symbol (BrvDocxText *self, const BrvXml *xml)
{
  const char *font = brv_xml_get_attribute (xml, "font");
  const char *code = brv_xml_get_attribute (xml, "char");
  gunichar c = code != NULL ? (gunichar)strtoul (code, NULL, 16) : 0;
  char buffer[8] = { 0 };

  c = brv_symbol_font_map (font != NULL ? font : "", c);
  if (c == 0 || !g_unichar_validate (c))
    return;
  g_unichar_to_utf8 (c, buffer);
  append (self, buffer);
}

/*
 * The mark itself stays out of the text, so that a passage can be quoted as it reads; the note
 * carries it.
 */
static void
read_reference (BrvDocxText *self, const BrvXml *xml, gboolean is_endnote)
{
  const char *id = brv_xml_get_attribute (xml, "id");
  const char *custom = brv_xml_get_attribute (xml, "customMarkFollows");
  gboolean has_own_mark = custom != NULL && !g_str_equal (custom, "0") &&
                          !g_str_equal (custom, "false") && !g_str_equal (custom, "off");

  if (id != NULL && is_shown (self))
    brv_docx_notes_refer (self->notes, id, is_endnote, has_own_mark);
}

static void
begin_note (BrvDocxText *self, BrvXml *xml, gboolean is_endnote)
{
  const char *id = brv_xml_get_attribute (xml, "id");
  guint order = 0;
  const char *label = brv_docx_notes_find (self->notes, id != NULL ? id : "", is_endnote, &order);

  /* Separators, and notes whose mark is deleted. */
  if (label == NULL)
    brv_xml_skip (xml);
  else
    brv_draft_begin_note (self->draft, order, label);
}

static void
read_image (BrvDocxText *self, const char *id)
{
  const char *target = id != NULL ? g_hash_table_lookup (self->relations, id) : NULL;
  GBytes *bytes = NULL;

  if (target == NULL || !is_shown (self))
    return;
  bytes = brv_package_get (self->package, target);
  if (bytes != NULL)
    brv_draft_add_image (self->draft, bytes, self->alternative);
}

static void
read_alternative (BrvDocxText *self, const BrvXml *xml, const char *first, const char *second)
{
  const char *text = brv_xml_get_attribute (xml, first);

  if (text == NULL || *text == '\0')
    text = brv_xml_get_attribute (xml, second);
  g_free (self->alternative);
  self->alternative = g_strdup (text);
}

static void
read_control_properties (BrvDocxText *self, BrvXml *xml)
{
  guint depth = 1;
  Control *control = self->controls->len > 0
                       ? &g_array_index (self->controls, Control, self->controls->len - 1)
                       : NULL;

  while (depth > 0)
    {
      BrvXmlEvent event = brv_xml_next (xml);
      const char *value = NULL;

      if (event == BRV_XML_DONE || event == BRV_XML_ERROR)
        return;
      if (event == BRV_XML_END)
        depth--;
      if (event != BRV_XML_START)
        continue;
      depth++;
      value = brv_xml_get_attribute (xml, "val");
      if (control == NULL)
        continue;
      if (g_str_equal (brv_xml_get_name (xml), "docPartGallery") && value != NULL &&
          g_str_has_prefix (value, "Table of Contents"))
        *control |= CONTROL_CONTENTS;
      else if (g_str_equal (brv_xml_get_name (xml), "showingPlcHdr") && is_on (xml))
        *control |= CONTROL_PLACEHOLDER;
    }
}

static void
begin_control (BrvDocxText *self)
{
  Control plain = CONTROL_PLAIN;

  g_array_append_val (self->controls, plain);
}

/* Elements that end where they begin, or whose content is read here. */
static void
read_leaf (BrvDocxText *self, BrvXml *xml, BrvDocxTag tag)
{
  const char *type = NULL;

  switch ((gint)tag)
    {
    case BRV_DOCX_BR:
      type = brv_xml_get_attribute (xml, "type");
      append (self, type == NULL || g_str_equal (type, "textWrapping") ? "\n" : " ");
      break;
    case BRV_DOCX_CR:
      append (self, "\n");
      break;
    case BRV_DOCX_TAB:
      append (self, "\t");
      break;
    case BRV_DOCX_HYPHEN:
      append (self, "\u2011");
      break;
    case BRV_DOCX_SOFT_HYPHEN:
      append (self, "\u00AD");
      break;
    case BRV_DOCX_SYMBOL:
      read_symbol (self, xml);
      break;
    case BRV_DOCX_FIELD:
      read_field (self, xml);
      break;
    case BRV_DOCX_FOOTNOTE_REFERENCE:
    case BRV_DOCX_ENDNOTE_REFERENCE:
      read_reference (self, xml, tag == BRV_DOCX_ENDNOTE_REFERENCE);
      break;
    case BRV_DOCX_BLIP:
      read_image (self, brv_xml_get_attribute (xml, "embed"));
      break;
    case BRV_DOCX_IMAGE_DATA:
      read_image (self, brv_xml_get_attribute (xml, "id"));
      break;
    case BRV_DOCX_DOC_PR:
      read_alternative (self, xml, "descr", "title");
      break;
    case BRV_DOCX_SHAPE:
      read_alternative (self, xml, "alt", "title");
      break;
    case BRV_DOCX_GRID_BEFORE:
      brv_draft_add_empty_cells (self->draft, (guint)MIN (read_number (xml, "val"), MAX_SPAN));
      break;
    case BRV_DOCX_GRID_SPAN:
      brv_draft_span_cell (self->draft, (guint)CLAMP (read_number (xml, "val"), 1, MAX_SPAN));
      break;
    default:
      break;
    }
}

static void
begin_element (BrvDocxText *self, BrvXml *xml)
{
  BrvDocxTag tag = brv_docx_tag_find (xml);

  switch ((gint)tag)
    {
    case BRV_DOCX_OTHER:
      break;
    case BRV_DOCX_SKIPPED:
      brv_xml_skip (xml);
      break;
    case BRV_DOCX_P:
      begin_paragraph (self);
      break;
    case BRV_DOCX_P_PR:
      read_paragraph_properties (self, xml);
      break;
    case BRV_DOCX_R:
      begin_run (self);
      break;
    case BRV_DOCX_R_PR:
      read_run_properties (self, xml);
      break;
    case BRV_DOCX_T:
      self->in_text = TRUE;
      break;
    case BRV_DOCX_TABLE:
      brv_draft_begin_table (self->draft);
      break;
    case BRV_DOCX_TR:
      brv_draft_begin_row (self->draft);
      break;
    case BRV_DOCX_TC:
      brv_draft_begin_cell (self->draft);
      break;
    case BRV_DOCX_TEXT_BOX:
      brv_draft_begin_box (self->draft);
      break;
    case BRV_DOCX_SDT:
      begin_control (self);
      break;
    case BRV_DOCX_SDT_PR:
      read_control_properties (self, xml);
      break;
    case BRV_DOCX_FOOTNOTE:
    case BRV_DOCX_ENDNOTE:
      begin_note (self, xml, tag == BRV_DOCX_ENDNOTE);
      break;
    default:
      read_leaf (self, xml, tag);
      break;
    }
}

static void
end_element (BrvDocxText *self, BrvXml *xml)
{
  switch ((gint)brv_docx_tag_find (xml))
    {
    case BRV_DOCX_P:
      end_paragraph (self);
      break;
    case BRV_DOCX_T:
      self->in_text = FALSE;
      break;
    case BRV_DOCX_TABLE:
      brv_draft_end_table (self->draft);
      break;
    case BRV_DOCX_TC:
      brv_draft_end_cell (self->draft);
      break;
    case BRV_DOCX_TEXT_BOX:
      brv_draft_end_box (self->draft);
      break;
    case BRV_DOCX_SDT:
      if (self->controls->len > 0)
        g_array_set_size (self->controls, self->controls->len - 1);
      break;
    case BRV_DOCX_FOOTNOTE:
    case BRV_DOCX_ENDNOTE:
      brv_draft_end_note (self->draft);
      break;
    default:
      break;
    }
}

/**
 * brv_docx_text_read:
 * @self: an object
 * @part: the name of a part: the document, then its footnotes and its endnotes
 * @relations: that part's relationships: from id to part
 * @error: return location for an error
 *
 * Reads a part. Of notes those are read whose marks stand in what was read before.
 *
 * Returns: %FALSE with %BRV_IMPORT_ERROR_DAMAGED if the part is not there or not well-formed
 */
gboolean
brv_docx_text_read (BrvDocxText *self, const char *part, GHashTable *relations, GError **error)
{
  GBytes *bytes = brv_package_get (self->package, part);
  g_autoptr (BrvXml) xml = bytes != NULL ? brv_xml_new (bytes) : NULL;

  self->part = part;
  self->relations = relations;
  g_ptr_array_set_size (self->paragraphs, 0);
  g_array_set_size (self->fields, 0);
  g_array_set_size (self->controls, 0);
  self->in_text = FALSE;
  while (xml != NULL)
    switch (brv_xml_next (xml))
      {
      case BRV_XML_START:
        begin_element (self, xml);
        break;
      case BRV_XML_END:
        end_element (self, xml);
        break;
      case BRV_XML_TEXT:
        if (self->in_text)
          append (self, brv_xml_get_text (xml));
        break;
      case BRV_XML_DONE:
        if (self->carried != NULL)
          brv_draft_add (self->draft, brv_text_unit_new (BRV_ROLE_PARAGRAPH, 0,
                                                         g_steal_pointer (&self->carried)));
        return TRUE;
      case BRV_XML_ERROR:
      default:
        return brv_xml_fail_damaged (error, part);
      }
  return brv_xml_fail_damaged (error, part);
}
