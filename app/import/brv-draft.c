/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "base/brv-sha256.h"
#include "import/brv-draft-frame.h"
#include "import/brv-draft-table.h"
#include "import/brv-draft.h"
#include "import/brv-html-page.h"
#include "import/brv-image-header.h"
#include "import/brv-text-article.h"

/* Deeper tables and boxes are read as paragraphs of what holds them. */
#define MAX_DEPTH 64
/* A row of a table has no more cells than this, whatever a document claims. */
#define MAX_CELLS 1000
/* A paragraph that is bold as a whole is a heading if it has no more words. */
#define MAX_BOLD_HEADING_WORDS 18
#define MAX_IMAGES             500

typedef struct
{
  guint order;
  char *text; /* with its label */
} Note;

struct _BrvDraft
{
  BrvSourceBuilder *builder;
  GPtrArray *frames;     /* of BrvDraftFrame; the first is the body */
  GArray *notes;         /* of Note */
  GHashTable *languages; /* language -> letters in it */
  guint n_letters;
  guint n_images;
  guint n_too_deep; /* frames opened beyond MAX_DEPTH, to be closed first */
};

static void
clear_note (gpointer data)
{
  g_free (((Note *)data)->text);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  guint order_a = ((const Note *)a)->order;
  guint order_b = ((const Note *)b)->order;

  return order_a < order_b ? -1 : order_a > order_b;
}

/**
 * brv_draft_new:
 * @builder: a builder without blocks; must outlive the draft
 *
 * Returns: (transfer full): a draft without text
 */
BrvDraft *
brv_draft_new (BrvSourceBuilder *builder)
{
  BrvDraft *self = NULL;

  g_return_val_if_fail (builder != NULL, NULL);

  self = g_new0 (BrvDraft, 1);
  self->builder = builder;
  self->frames = g_ptr_array_new_with_free_func (brv_draft_frame_free);
  g_ptr_array_add (self->frames, brv_draft_frame_new (BRV_DRAFT_FRAME_BODY));
  self->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_array_set_clear_func (self->notes, clear_note);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * brv_draft_free:
 * @self: (transfer full) (nullable): a draft
 *
 * Frees @self.
 */
void
brv_draft_free (BrvDraft *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->frames);
  g_array_unref (self->notes);
  g_hash_table_unref (self->languages);
  g_free (self);
}

static BrvDraftFrame *
peek_frame (const BrvDraft *self)
{
  return g_ptr_array_index (self->frames, self->frames->len - 1);
}

/* The innermost frame that can hold paragraphs: text between the rows of a table is none of it. */
static BrvDraftFrame *
find_holder (const BrvDraft *self)
{
  guint i = self->frames->len - 1;

  while (((BrvDraftFrame *)g_ptr_array_index (self->frames, i))->kind == BRV_DRAFT_FRAME_TABLE)
    i--;
  return g_ptr_array_index (self->frames, i);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c) && !g_unichar_iszerowidth (c))
        return FALSE;
    }
  return TRUE;
}

/* Lines of preformatted text that are paragraphs of their own make one block. */
static void
add_unit (GPtrArray *units, BrvTextUnit *unit)
{
  BrvTextUnit *last = units->len > 0 ? g_ptr_array_index (units, units->len - 1) : NULL;
  char *joined = NULL;

  if (last == NULL || !last->fixed || !unit->fixed || last->role != BRV_ROLE_PREFORMATTED ||
      unit->role != BRV_ROLE_PREFORMATTED)
    {
      g_ptr_array_add (units, unit);
      return;
    }
  joined = g_strconcat (last->text, "\n", unit->text, NULL);
  g_free (last->text);
  last->text = joined;
  brv_text_unit_free (unit);
}

/**
 * brv_draft_add:
 * @self: a draft
 * @unit: (transfer full): a paragraph; one without text adds nothing
 *
 * Adds a paragraph, and after it the text boxes that hang at it.
 */
void
brv_draft_add (BrvDraft *self, BrvTextUnit *unit)
{
  BrvDraftFrame *frame = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (unit != NULL);

  frame = find_holder (self);
  if (is_blank (unit->text))
    brv_text_unit_free (unit);
  else
    {
      /* The image may stand in a paragraph of its own, or in one that has text. */
      unit->image_before = frame->n_since++ < 2 ? frame->image : -1;
      unit->n_images = self->n_images;
      add_unit (frame->units, unit);
    }
  brv_draft_units_move (frame->pending, frame->units);
}

static gboolean
is_in_table (const BrvDraft *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    if (((const BrvDraftFrame *)g_ptr_array_index (self->frames, i))->kind == BRV_DRAFT_FRAME_TABLE)
      return TRUE;
  return FALSE;
}

/* Short, and no sentence. */
static gboolean
looks_like_heading (const char *text)
{
  gsize n = strlen (text);
  guint words = 0;

  while (n > 0 && g_ascii_isspace (text[n - 1]))
    n--;
  if (n == 0 || strchr (".,;:", text[n - 1]) != NULL)
    return FALSE;
  words = brv_count_words (text, n);
  return words >= 1 && words <= MAX_BOLD_HEADING_WORDS;
}

/* A list item whose mark was typed, or pasted, as text. */
static void
read_typed_mark (BrvTextUnit *unit)
{
  gboolean is_bullet = FALSE;
  gsize start = 0;

  g_strchug (unit->text);
  start = brv_text_lines_find_item (unit->text, &is_bullet);
  if (start == 0)
    return;
  unit->role = BRV_ROLE_LIST_ITEM;
  unit->level = 1;
  if (is_bullet)
    memmove (unit->text, unit->text + start, strlen (unit->text + start) + 1);
}

/**
 * brv_draft_add_paragraph:
 * @self: a draft
 * @meaning: (nullable): what its style says that it is; %NULL: nothing
 * @text: its text
 * @bold: whether all of it is bold
 *
 * Adds a paragraph, as brv_draft_add().
 */
void
brv_draft_add_paragraph (BrvDraft *self,
                         const BrvStyleMeaning *meaning,
                         const char *text,
                         gboolean bold)
{
  BrvTextUnit *unit = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  unit = brv_text_unit_new (meaning != NULL ? meaning->role : BRV_ROLE_PARAGRAPH,
                            meaning != NULL ? meaning->level : 0, g_strdup (text));
  unit->fixed = meaning != NULL;
  if (meaning == NULL)
    read_typed_mark (unit);
  if (bold && unit->role == BRV_ROLE_PARAGRAPH && meaning == NULL && !is_in_table (self) &&
      looks_like_heading (text))
    unit->role = BRV_ROLE_HEADING;
  brv_draft_add (self, unit);
}

/**
 * brv_draft_count_letters:
 * @self: a draft
 * @language: (nullable): the language that @text is marked as
 * @text: a piece of the document's text
 *
 * Counts towards the language that most of the text is in.
 */
void
brv_draft_count_letters (BrvDraft *self, const char *language, const char *text)
{
  guint n = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  n = (guint)g_utf8_strlen (text, -1);
  self->n_letters += n;
  if (language != NULL)
    g_hash_table_replace (
      self->languages, g_strdup (language),
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->languages, language)) + n));
}

/* The language of most letters, or the one given for all that name none. */
static const char *
find_language (const BrvDraft *self, const char *unnamed)
{
  const char *language = NULL;
  guint most = 0;
  guint rest = self->n_letters;
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->languages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      rest -= GPOINTER_TO_UINT (value);
      if (GPOINTER_TO_UINT (value) > most)
        {
          most = GPOINTER_TO_UINT (value);
          language = key;
        }
    }
  return most > rest ? language : unnamed;
}

/**
 * brv_draft_add_image:
 * @self: a draft
 * @bytes: a PNG, JPEG, GIF or WebP file; of any other nothing is added
 * @alternative: (nullable): what it shows, in words
 *
 * Adds an image where the text is. A caption right before or after it is its own.
 */
void
brv_draft_add_image (BrvDraft *self, GBytes *bytes, const char *alternative)
{
  BrvImageHeader header = { 0 };
  BrvSourceImage image = { 0 };
  g_autofree char *sha256 = NULL;
  BrvDraftFrame *frame = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  if (self->n_images >= MAX_IMAGES || !brv_image_header_read (bytes, &header))
    return;
  sha256 = brv_sha256_of_bytes (bytes);
  image.sha256 = sha256;
  image.media_type = header.media_type;
  image.alternative = alternative != NULL && *alternative != '\0' ? alternative : NULL;
  image.bytes = bytes;
  image.width_px = header.width_px;
  image.height_px = header.height_px;
  frame = find_holder (self);
  frame->image = (gint)brv_source_builder_add_image (self->builder, &image);
  frame->n_since = 0;
  self->n_images++;
  if (frame->units->len > 0)
    {
      BrvTextUnit *last = g_ptr_array_index (frame->units, frame->units->len - 1);

      if (last->image_after < 0)
        last->image_after = frame->image;
    }
}

/**
 * brv_draft_begin_table:
 * @self: a draft
 *
 * Begins a table, inside what is open; its rows follow.
 */
void
brv_draft_begin_table (BrvDraft *self)
{
  g_return_if_fail (self != NULL);

  if (self->frames->len >= MAX_DEPTH)
    self->n_too_deep++;
  else
    g_ptr_array_add (self->frames, brv_draft_frame_new (BRV_DRAFT_FRAME_TABLE));
}

/**
 * brv_draft_begin_row:
 * @self: a draft with an open table
 *
 * Begins the table's next row.
 */
void
brv_draft_begin_row (BrvDraft *self)
{
  BrvDraftFrame *table = NULL;

  g_return_if_fail (self != NULL);

  table = peek_frame (self);
  if (self->n_too_deep == 0 && table->kind == BRV_DRAFT_FRAME_TABLE)
    g_ptr_array_add (table->rows,
                     g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref));
}

/* The row being read of the innermost table; NULL without one. */
static GPtrArray *
find_row (const BrvDraft *self)
{
  BrvDraftFrame *table = peek_frame (self);

  if (self->n_too_deep > 0 || table->kind != BRV_DRAFT_FRAME_TABLE || table->rows->len == 0)
    return NULL;
  return g_ptr_array_index (table->rows, table->rows->len - 1);
}

/**
 * brv_draft_add_empty_cells:
 * @self: a draft with an open row
 * @n: how many
 *
 * Adds cells without text: those that a neighbour covers.
 */
void
brv_draft_add_empty_cells (BrvDraft *self, guint n)
{
  GPtrArray *row = NULL;

  g_return_if_fail (self != NULL);

  row = find_row (self);
  for (; row != NULL && n > 0 && row->len < MAX_CELLS; n--)
    g_ptr_array_add (row, brv_draft_units_new ());
}

/**
 * brv_draft_begin_cell:
 * @self: a draft with an open row
 *
 * Begins the row's next cell.
 */
void
brv_draft_begin_cell (BrvDraft *self)
{
  g_return_if_fail (self != NULL);

  if (self->frames->len >= MAX_DEPTH || find_row (self) == NULL)
    self->n_too_deep++;
  else
    g_ptr_array_add (self->frames, brv_draft_frame_new (BRV_DRAFT_FRAME_CELL));
}

/* Takes the innermost frame off if it is of that kind. */
static BrvDraftFrame *
pop_frame (BrvDraft *self, BrvDraftFrameKind kind)
{
  if (self->n_too_deep > 0)
    {
      self->n_too_deep--;
      return NULL;
    }
  if (self->frames->len < 2 || peek_frame (self)->kind != kind)
    return NULL;
  return g_ptr_array_steal_index (self->frames, self->frames->len - 1);
}

/**
 * brv_draft_span_cell:
 * @self: a draft with an open cell
 * @n_columns: from 1
 *
 * Says over how many columns the innermost open cell goes: cells without text follow it. Without
 * this it is one.
 */
void
brv_draft_span_cell (BrvDraft *self, guint n_columns)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (n_columns >= 1);

  if (self->n_too_deep > 0)
    return;
  for (guint i = self->frames->len; i-- > 0;)
    {
      BrvDraftFrame *frame = g_ptr_array_index (self->frames, i);

      if (frame->kind == BRV_DRAFT_FRAME_CELL)
        {
          frame->n_columns = n_columns;
          return;
        }
    }
}

/**
 * brv_draft_end_cell:
 * @self: a draft with an open cell
 *
 * Ends the cell.
 */
void
brv_draft_end_cell (BrvDraft *self)
{
  BrvDraftFrame *cell = NULL;
  GPtrArray *row = NULL;

  g_return_if_fail (self != NULL);

  cell = pop_frame (self, BRV_DRAFT_FRAME_CELL);
  if (cell == NULL)
    return;
  row = find_row (self);
  g_ptr_array_add (row, g_ptr_array_ref (cell->units));
  brv_draft_add_empty_cells (self, cell->n_columns - 1);
  brv_draft_frame_free (cell);
}

/**
 * brv_draft_end_table:
 * @self: a draft with an open table
 *
 * Ends the table. One of data becomes a single block; one that only places text on the page
 * becomes the paragraphs in it.
 */
void
brv_draft_end_table (BrvDraft *self)
{
  BrvDraftFrame *table = NULL;
  BrvDraftFrame *holder = NULL;

  g_return_if_fail (self != NULL);

  table = pop_frame (self, BRV_DRAFT_FRAME_TABLE);
  if (table == NULL)
    return;
  if (brv_draft_table_is_data (table->rows))
    brv_draft_add (self, brv_draft_table_write (table->rows));
  else
    {
      holder = find_holder (self);
      for (guint i = 0; i < table->rows->len; i++)
        {
          GPtrArray *row = g_ptr_array_index (table->rows, i);

          for (guint k = 0; k < row->len; k++)
            brv_draft_units_move (g_ptr_array_index (row, k), holder->units);
        }
    }
  brv_draft_frame_free (table);
}

/**
 * brv_draft_begin_box:
 * @self: a draft
 *
 * Begins a text box, which hangs at the paragraph being read and is placed after it.
 */
void
brv_draft_begin_box (BrvDraft *self)
{
  g_return_if_fail (self != NULL);

  if (self->frames->len >= MAX_DEPTH)
    self->n_too_deep++;
  else
    g_ptr_array_add (self->frames, brv_draft_frame_new (BRV_DRAFT_FRAME_BOX));
}

/**
 * brv_draft_end_box:
 * @self: a draft with an open text box
 *
 * Ends the text box.
 */
void
brv_draft_end_box (BrvDraft *self)
{
  BrvDraftFrame *box = NULL;

  g_return_if_fail (self != NULL);

  box = pop_frame (self, BRV_DRAFT_FRAME_BOX);
  if (box == NULL)
    return;
  brv_draft_units_move (box->units, find_holder (self)->pending);
  brv_draft_frame_free (box);
}

/**
 * brv_draft_begin_note:
 * @self: a draft
 * @order: a number that orders the notes
 * @label: the mark of a footnote or endnote, "" for none
 *
 * Begins a note. Notes stand after the text.
 */
void
brv_draft_begin_note (BrvDraft *self, guint order, const char *label)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (label != NULL);

  if (self->frames->len >= MAX_DEPTH)
    self->n_too_deep++;
  else
    {
      BrvDraftFrame *note = brv_draft_frame_new (BRV_DRAFT_FRAME_NOTE);

      note->label = g_strdup (label);
      note->order = order;
      g_ptr_array_add (self->frames, note);
    }
}

/**
 * brv_draft_end_note:
 * @self: a draft with an open note
 *
 * Ends the note; its paragraphs are lines of one block.
 */
void
brv_draft_end_note (BrvDraft *self)
{
  BrvDraftFrame *note = NULL;
  Note entry = { 0 };
  GString *text = NULL;

  g_return_if_fail (self != NULL);

  note = pop_frame (self, BRV_DRAFT_FRAME_NOTE);
  if (note == NULL)
    return;
  text = g_string_new (NULL);
  for (guint i = 0; i < note->units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (note->units, i);

      if (i == 0 && *note->label != '\0')
        g_string_append_printf (text, "%s ", note->label);
      g_string_append (text, i > 0 ? "\n" : "");
      g_string_append (text, unit->text);
    }
  entry = (Note){ note->order, g_string_free (text, FALSE) };
  g_array_append_val (self->notes, entry);
  brv_draft_frame_free (note);
}

/* The images that come after all text stand below it. */
static void
place_last_images (const BrvDraft *self, guint n_before)
{
  for (guint i = n_before; i < self->n_images; i++)
    brv_source_builder_place_image (self->builder, i,
                                    brv_source_builder_get_n_blocks (self->builder));
}

/**
 * brv_draft_finish:
 * @self: a draft
 * @properties: what the document's own properties say
 *
 * Makes blocks of all text, the notes last, and fills the source's record: from the text, and
 * where that says nothing from @properties. Of a web page's copy the properties are not read:
 * they tell who copied it, and when.
 */
void
brv_draft_finish (BrvDraft *self, const BrvDraftProperties *properties)
{
  GPtrArray *units = NULL;
  guint n_before = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (properties != NULL);

  self->n_too_deep = 0;
  while (self->frames->len > 1)
    {
      BrvDraftFrame *open = g_ptr_array_steal_index (self->frames, self->frames->len - 1);

      if (open->units != NULL)
        brv_draft_units_move (open->units, find_holder (self)->units);
      brv_draft_frame_free (open);
    }
  units = peek_frame (self)->units;
  brv_draft_units_move (peek_frame (self)->pending, units);
  for (guint i = 0; i < units->len; i++)
    n_before = MAX (n_before, ((const BrvTextUnit *)g_ptr_array_index (units, i))->n_images);
  brv_draft_properties_mark (properties, units, self->builder);
  if (!brv_text_article_build (units, self->builder))
    brv_draft_properties_apply (properties, units, self->builder);
  place_last_images (self, n_before);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_LANGUAGE,
                          find_language (self, properties->language), BRV_EVIDENCE_META);
  g_array_sort (self->notes, compare_notes);
  for (guint i = 0; i < self->notes->len; i++)
    brv_source_builder_add (self->builder, BRV_ROLE_FOOTNOTE, 0, TRUE,
                            g_array_index (self->notes, Note, i).text, -1);
}
