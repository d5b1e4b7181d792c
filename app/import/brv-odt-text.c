/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * OpenDocument's text to paragraphs. Notes, frames and text boxes stand inside paragraphs and
 * hold paragraphs themselves, so the walk keeps stacks of its own.
 *
 * Source: OpenDocument 1.2, part 1, §4 to §7, §9, §10 (OASIS, 2011).
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/brv-odt-tag.h"
#include "import/brv-odt-text.h"

#define MAX_SPACES   1000
#define MAX_REPEATED 1000

typedef struct
{
  GString *text;
  char *style;   /* (nullable) */
  guint heading; /* its level; 0: none */
  guint item;    /* the level of the list item that it begins; 0: none */
  guint n_letters;
  guint n_bold;
} Paragraph;

/* A list that is open: an item's first paragraph is the item, the others only stand in it. */
typedef struct
{
  gboolean at_item;
  guint base; /* paragraphs open around it: a list in a text box begins at level one */
} List;

/* A frame being read: what it shows is described after it. */
typedef struct
{
  GBytes *bytes; /* (nullable): of its image */
  char *title;
  char *description;
} Frame;

struct _BrvOdtText
{
  const BrvPackage *package; /* (nullable): a flat document has none */
  const BrvOdtStyles *styles;
  BrvDraft *draft;
  guint n_notes;
  GPtrArray *paragraphs; /* of Paragraph, innermost last */
  GArray *letters;       /* of BrvOdtLetters: of each open paragraph and span */
  GArray *lists;         /* of List */
  GPtrArray *frames;     /* of Frame */
  guint n_indexes;       /* indexes that are open */
  gboolean is_endnote;
  char *citation; /* (nullable): the mark of the note being read */
};

static void
paragraph_free (gpointer data)
{
  Paragraph *paragraph = data;

  g_string_free (paragraph->text, TRUE);
  g_free (paragraph->style);
  g_free (paragraph);
}

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->bytes, g_bytes_unref);
  g_free (frame->title);
  g_free (frame->description);
  g_free (frame);
}

/**
 * brv_odt_text_new:
 * @package: (nullable): the document's package, for its images; must outlive the object, as the
 *   other two
 * @styles: its styles
 * @draft: where its text goes
 *
 * Returns: (transfer full): an object that has read nothing
 */
BrvOdtText *
brv_odt_text_new (const BrvPackage *package, const BrvOdtStyles *styles, BrvDraft *draft)
{
  BrvOdtText *self = g_new0 (BrvOdtText, 1);

  self->package = package;
  self->styles = styles;
  self->draft = draft;
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  self->letters = g_array_new (FALSE, TRUE, sizeof (BrvOdtLetters));
  self->lists = g_array_new (FALSE, TRUE, sizeof (List));
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  return self;
}

/**
 * brv_odt_text_free:
 * @self: (transfer full) (nullable): an object
 *
 * Frees @self.
 */
void
brv_odt_text_free (BrvOdtText *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->paragraphs);
  g_array_unref (self->letters);
  g_array_unref (self->lists);
  g_ptr_array_unref (self->frames);
  g_free (self->citation);
  g_free (self);
}

static Paragraph *
peek_paragraph (const BrvOdtText *self)
{
  return self->paragraphs->len > 0 ? g_ptr_array_index (self->paragraphs, self->paragraphs->len - 1)
                                   : NULL;
}

static BrvOdtLetters
peek_letters (const BrvOdtText *self)
{
  return self->letters->len > 0
           ? g_array_index (self->letters, BrvOdtLetters, self->letters->len - 1)
           : (BrvOdtLetters){ FALSE, FALSE, NULL };
}

static guint
read_number (const BrvXml *xml, const char *name, guint max)
{
  const char *value = brv_xml_get_attribute (xml, name);

  return value != NULL ? (guint)CLAMP (strtol (value, NULL, 10), 1, (glong)max) : 1;
}

static void
append (BrvOdtText *self, const char *text)
{
  Paragraph *paragraph = peek_paragraph (self);
  BrvOdtLetters letters = peek_letters (self);
  guint n = 0;

  if (paragraph == NULL || letters.hidden)
    return;
  g_string_append (paragraph->text, text);
  n = (guint)g_utf8_strlen (text, -1);
  paragraph->n_letters += n;
  paragraph->n_bold += letters.bold ? n : 0;
  brv_draft_count_letters (self->draft, letters.language, text);
}

/* White space in the file is a space; that of the page has elements of its own. */
static void
append_characters (BrvOdtText *self, const char *text)
{
  g_autofree char *flat = NULL;

  if (self->paragraphs->len == 0)
    return;
  flat = g_strdup (text);
  append (self, g_strdelimit (flat, "\t\n\r", ' '));
}

static void
append_spaces (BrvOdtText *self, const BrvXml *xml)
{
  g_autofree char *spaces = g_strnfill (read_number (xml, "c", MAX_SPACES), ' ');

  append (self, spaces);
}

static void
push_letters (BrvOdtText *self, const BrvXml *xml, gboolean is_paragraph)
{
  BrvOdtLetters letters = { FALSE, FALSE, NULL };

  if (!is_paragraph)
    letters = peek_letters (self);
  brv_odt_styles_get_letters (self->styles, brv_xml_get_attribute (xml, "style-name"), is_paragraph,
                              &letters);
  g_array_append_val (self->letters, letters);
}

static void
pop_letters (BrvOdtText *self)
{
  if (self->letters->len > 0)
    g_array_set_size (self->letters, self->letters->len - 1);
}

/* The level of the list item that a paragraph here begins; 0 if it begins none. */
static guint
take_item (BrvOdtText *self)
{
  List *last = NULL;
  guint level = 0;

  if (self->lists->len == 0)
    return 0;
  last = &g_array_index (self->lists, List, self->lists->len - 1);
  if (!last->at_item || last->base != self->paragraphs->len)
    return 0;
  last->at_item = FALSE;
  for (guint i = 0; i < self->lists->len; i++)
    level += g_array_index (self->lists, List, i).base == last->base;
  return level;
}

static void
begin_paragraph (BrvOdtText *self, const BrvXml *xml, gboolean is_heading)
{
  Paragraph *paragraph = g_new0 (Paragraph, 1);

  paragraph->text = g_string_new (NULL);
  paragraph->style = g_strdup (brv_xml_get_attribute (xml, "style-name"));
  paragraph->heading = is_heading ? read_number (xml, "outline-level", 9) : 0;
  paragraph->item = take_item (self);
  push_letters (self, xml, TRUE);
  g_ptr_array_add (self->paragraphs, paragraph);
}

/* Whether anything says what the paragraph is. */
static gboolean
judge (const BrvOdtText *self, const Paragraph *paragraph, BrvStyleMeaning *meaning)
{
  gboolean styled = brv_odt_styles_judge (self->styles, paragraph->style, meaning);

  if (self->n_indexes > 0)
    *meaning = (BrvStyleMeaning){ BRV_ROLE_FURNITURE, 0 };
  else if (paragraph->heading > 0 && (!styled || meaning->role == BRV_ROLE_HEADING))
    *meaning = (BrvStyleMeaning){ BRV_ROLE_HEADING, paragraph->heading };
  else if (paragraph->item > 0 && !styled)
    *meaning = (BrvStyleMeaning){ BRV_ROLE_LIST_ITEM, paragraph->item };
  return styled || meaning->role != BRV_ROLE_PARAGRAPH;
}

static void
end_paragraph (BrvOdtText *self)
{
  Paragraph *paragraph = peek_paragraph (self);
  BrvStyleMeaning meaning = { BRV_ROLE_PARAGRAPH, 0 };
  gboolean known = FALSE;

  pop_letters (self);
  if (paragraph == NULL)
    return;
  known = judge (self, paragraph, &meaning);
  brv_draft_add_paragraph (self->draft, known ? &meaning : NULL, paragraph->text->str,
                           paragraph->n_bold * 10 >= paragraph->n_letters * 9);
  g_ptr_array_remove_index (self->paragraphs, self->paragraphs->len - 1);
}

static void
begin_list (BrvOdtText *self)
{
  List list = { FALSE, self->paragraphs->len };

  g_array_append_val (self->lists, list);
}

static void
begin_cell (BrvOdtText *self, const BrvXml *xml)
{
  brv_draft_begin_cell (self->draft);
  brv_draft_span_cell (self->draft, read_number (xml, "number-columns-repeated", MAX_REPEATED));
}

static Frame *
peek_frame (const BrvOdtText *self)
{
  return self->frames->len > 0 ? g_ptr_array_index (self->frames, self->frames->len - 1) : NULL;
}

static void
read_image (BrvOdtText *self, const BrvXml *xml)
{
  Frame *frame = peek_frame (self);
  const char *href = brv_xml_get_attribute (xml, "href");
  g_autofree char *name = NULL;
  GBytes *bytes = NULL;

  if (frame == NULL || frame->bytes != NULL || self->package == NULL || href == NULL)
    return;
  name = brv_package_resolve ("", href);
  bytes = name != NULL ? brv_package_get (self->package, name) : NULL;
  frame->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/* The bytes of an image inside a flat document. */
static void
read_binary (BrvOdtText *self, BrvXml *xml)
{
  Frame *frame = peek_frame (self);
  g_autofree char *text = brv_xml_dup_text (xml);
  gsize length = 0;
  guchar *data = NULL;

  if (frame == NULL || frame->bytes != NULL)
    return;
  data = g_base64_decode (text, &length);
  frame->bytes = g_bytes_new_take (data, length);
}

/* Appends the letters of a formula; what it was typed as stays out. */
static void
append_formula (BrvOdtText *self, BrvXml *xml)
{
  for (;;)
    switch (brv_xml_next (xml))
      {
      case BRV_XML_START:
        if (g_str_equal (brv_xml_get_name (xml), "annotation"))
          brv_xml_skip (xml);
        break;
      case BRV_XML_TEXT:
        append_characters (self, brv_xml_get_text (xml));
        break;
      case BRV_XML_END:
        if (g_str_equal (brv_xml_get_name (xml), "math"))
          return;
        break;
      case BRV_XML_DONE:
      case BRV_XML_ERROR:
      default:
        return;
      }
}

/* An object is a document of its own, in its own part; one that is a formula is text. */
static void
read_object (BrvOdtText *self, BrvXml *xml)
{
  const char *href = brv_xml_get_attribute (xml, "href");
  g_autofree char *folder = href != NULL ? brv_package_resolve ("", href) : NULL;
  g_autofree char *part = folder != NULL ? g_strconcat (folder, "/content.xml", NULL) : NULL;
  GBytes *bytes =
    part != NULL && self->package != NULL ? brv_package_get (self->package, part) : NULL;
  g_autoptr (BrvXml) inner = bytes != NULL ? brv_xml_new (bytes) : NULL;

  if (inner != NULL && brv_xml_next (inner) == BRV_XML_START &&
      g_str_equal (brv_xml_get_name (inner), "math"))
    append_formula (self, inner);
  brv_xml_skip (xml);
}

static void
read_description (BrvOdtText *self, BrvXml *xml)
{
  Frame *frame = peek_frame (self);
  gboolean is_title = g_str_equal (brv_xml_get_name (xml), "title");
  g_autofree char *text = brv_xml_dup_text (xml);

  if (frame == NULL)
    return;
  if (is_title && frame->title == NULL)
    frame->title = g_steal_pointer (&text);
  else if (!is_title && frame->description == NULL)
    frame->description = g_steal_pointer (&text);
}

static void
end_frame (BrvOdtText *self)
{
  Frame *frame = peek_frame (self);

  if (frame == NULL)
    return;
  if (frame->bytes != NULL && !peek_letters (self).hidden)
    brv_draft_add_image (self->draft, frame->bytes,
                         frame->description != NULL && *frame->description != '\0'
                           ? frame->description
                           : frame->title);
  g_ptr_array_remove_index (self->frames, self->frames->len - 1);
}

static void
begin_section (BrvXml *xml)
{
  const char *display = brv_xml_get_attribute (xml, "display");

  if (g_strcmp0 (display, "none") == 0)
    brv_xml_skip (xml);
}

/* The mark itself stays out of the text, so that a passage can be quoted as it reads. */
static void
begin_note (BrvOdtText *self)
{
  guint order = self->n_notes++ + (self->is_endnote ? G_MAXINT : 0);

  brv_draft_begin_note (self->draft, order, self->citation != NULL ? self->citation : "");
  g_clear_pointer (&self->citation, g_free);
}

/* Elements that end where they begin, or whose content is read here. */
static void
read_leaf (BrvOdtText *self, BrvXml *xml, BrvOdtTag tag)
{
  switch ((gint)tag)
    {
    case BRV_ODT_SKIPPED:
      brv_xml_skip (xml);
      break;
    case BRV_ODT_SPACES:
      append_spaces (self, xml);
      break;
    case BRV_ODT_TAB:
      append (self, "\t");
      break;
    case BRV_ODT_LINE_BREAK:
      append (self, "\n");
      break;
    case BRV_ODT_IMAGE:
      read_image (self, xml);
      break;
    case BRV_ODT_OBJECT:
      read_object (self, xml);
      break;
    case BRV_ODT_BINARY:
      read_binary (self, xml);
      break;
    case BRV_ODT_DESCRIPTION:
      read_description (self, xml);
      break;
    case BRV_ODT_NOTE:
      self->is_endnote = g_strcmp0 (brv_xml_get_attribute (xml, "note-class"), "endnote") == 0;
      break;
    case BRV_ODT_NOTE_CITATION:
      g_free (self->citation);
      self->citation = brv_xml_dup_text (xml);
      break;
    case BRV_ODT_COVERED_CELL:
      brv_draft_add_empty_cells (self->draft,
                                 read_number (xml, "number-columns-repeated", MAX_REPEATED));
      brv_xml_skip (xml);
      break;
    case BRV_ODT_SECTION:
      begin_section (xml);
      break;
    default:
      break;
    }
}

static void
begin_element (BrvOdtText *self, BrvXml *xml)
{
  BrvOdtTag tag = brv_odt_tag_find (xml);

  switch ((gint)tag)
    {
    case BRV_ODT_PARAGRAPH:
    case BRV_ODT_HEADING:
      begin_paragraph (self, xml, tag == BRV_ODT_HEADING);
      break;
    case BRV_ODT_SPAN:
      push_letters (self, xml, FALSE);
      break;
    case BRV_ODT_LIST:
      begin_list (self);
      break;
    case BRV_ODT_ITEM:
      if (self->lists->len > 0)
        g_array_index (self->lists, List, self->lists->len - 1).at_item = TRUE;
      break;
    case BRV_ODT_TABLE:
      brv_draft_begin_table (self->draft);
      break;
    case BRV_ODT_ROW:
      brv_draft_begin_row (self->draft);
      break;
    case BRV_ODT_CELL:
      begin_cell (self, xml);
      break;
    case BRV_ODT_FRAME:
      g_ptr_array_add (self->frames, g_new0 (Frame, 1));
      break;
    case BRV_ODT_TEXT_BOX:
      brv_draft_begin_box (self->draft);
      break;
    case BRV_ODT_NOTE_BODY:
      begin_note (self);
      break;
    case BRV_ODT_INDEX:
      self->n_indexes++;
      break;
    default:
      read_leaf (self, xml, tag);
      break;
    }
}

static void
end_element (BrvOdtText *self, BrvXml *xml)
{
  switch ((gint)brv_odt_tag_find (xml))
    {
    case BRV_ODT_PARAGRAPH:
    case BRV_ODT_HEADING:
      end_paragraph (self);
      break;
    case BRV_ODT_SPAN:
      pop_letters (self);
      break;
    case BRV_ODT_LIST:
      if (self->lists->len > 0)
        g_array_set_size (self->lists, self->lists->len - 1);
      break;
    case BRV_ODT_TABLE:
      brv_draft_end_table (self->draft);
      break;
    case BRV_ODT_CELL:
      brv_draft_end_cell (self->draft);
      break;
    case BRV_ODT_FRAME:
      end_frame (self);
      break;
    case BRV_ODT_TEXT_BOX:
      brv_draft_end_box (self->draft);
      break;
    case BRV_ODT_NOTE_BODY:
      brv_draft_end_note (self->draft);
      break;
    case BRV_ODT_INDEX:
      self->n_indexes--;
      break;
    default:
      break;
    }
}

static gboolean
is_body (const BrvXml *xml)
{
  return g_str_equal (brv_xml_get_name (xml), "text") &&
         strstr (brv_xml_get_namespace (xml), ":office:") != NULL;
}

/**
 * brv_odt_text_read:
 * @self: an object
 * @xml: a reader at the start of the document's text
 *
 * Reads the text; the reader goes to its end.
 *
 * Returns: whether it is there; %FALSE if the part is damaged before it
 */
gboolean
brv_odt_text_read (BrvOdtText *self, BrvXml *xml)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (xml != NULL, FALSE);

  for (;;)
    switch (brv_xml_next (xml))
      {
      case BRV_XML_START:
        begin_element (self, xml);
        break;
      case BRV_XML_END:
        if (is_body (xml))
          return TRUE;
        end_element (self, xml);
        break;
      case BRV_XML_TEXT:
        append_characters (self, brv_xml_get_text (xml));
        break;
      case BRV_XML_DONE:
      case BRV_XML_ERROR:
      default:
        return FALSE;
      }
}
