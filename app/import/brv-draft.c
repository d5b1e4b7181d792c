/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-draft.h"
#include "import/brv-html-page.h"
#include "import/brv-image-header.h"
#include "import/brv-text-article.h"

/* Deeper tables and boxes are read as paragraphs of what holds them. */
#define MAX_DEPTH 64
/* A table is one of data if its cells are short: words a cell. */
#define MAX_CELL_WORDS 40
/* A row of a table has no more cells than this, whatever a document claims. */
#define MAX_CELLS 1000
/* A paragraph that is bold as a whole is a heading if it has no more words. */
#define MAX_BOLD_HEADING_WORDS 18
#define MAX_IMAGES             500

typedef enum
{
  FRAME_BODY,
  FRAME_CELL,
  FRAME_BOX,
  FRAME_NOTE,
  FRAME_TABLE,
} FrameKind;

/* Something that holds paragraphs, or a table that holds rows of such. */
typedef struct
{
  FrameKind kind;
  GPtrArray *units;   /* of BrvTextUnit; of a table: NULL */
  GPtrArray *pending; /* of BrvTextUnit: of text boxes that hang at the paragraph being read */
  GPtrArray *rows;    /* of a table: of GPtrArray of cells, each a GPtrArray of BrvTextUnit */
  gint image;         /* the last one, or -1 */
  guint n_since;      /* units since then */
  char *label;        /* of a note */
  guint order;        /* of a note */
} Frame;

typedef struct
{
  guint order;
  char *text; /* with its label */
} Note;

struct _BrvDraft
{
  BrvSourceBuilder *builder;
  GPtrArray *frames;     /* of Frame; the first is the body */
  GArray *notes;         /* of Note */
  GHashTable *languages; /* language -> letters in it */
  guint n_letters;
  guint n_images;
  guint n_too_deep; /* frames opened beyond MAX_DEPTH, to be closed first */
};

static GPtrArray *
new_units (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unit_free);
}

static Frame *
frame_new (FrameKind kind)
{
  Frame *frame = g_new0 (Frame, 1);

  frame->kind = kind;
  frame->image = -1;
  if (kind == FRAME_TABLE)
    frame->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  else
    {
      frame->units = new_units ();
      frame->pending = new_units ();
    }
  return frame;
}

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  g_clear_pointer (&frame->units, g_ptr_array_unref);
  g_clear_pointer (&frame->pending, g_ptr_array_unref);
  g_clear_pointer (&frame->rows, g_ptr_array_unref);
  g_free (frame->label);
  g_free (frame);
}

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
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  g_ptr_array_add (self->frames, frame_new (FRAME_BODY));
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

static Frame *
peek_frame (const BrvDraft *self)
{
  return g_ptr_array_index (self->frames, self->frames->len - 1);
}

/* The innermost frame that can hold paragraphs: text between the rows of a table is none of it. */
static Frame *
find_holder (const BrvDraft *self)
{
  guint i = self->frames->len - 1;

  while (((Frame *)g_ptr_array_index (self->frames, i))->kind == FRAME_TABLE)
    i--;
  return g_ptr_array_index (self->frames, i);
}

/* Moves all units from one array to the end of another. */
static void
move_units (GPtrArray *from, GPtrArray *to)
{
  g_ptr_array_set_free_func (from, NULL);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_ptr_array_index (from, i));
  g_ptr_array_set_size (from, 0);
  g_ptr_array_set_free_func (from, (GDestroyNotify)brv_text_unit_free);
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
  Frame *frame = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (unit != NULL);

  frame = find_holder (self);
  if (is_blank (unit->text))
    brv_text_unit_free (unit);
  else
    {
      /* The image may stand in a paragraph of its own, or in one that has text. */
      unit->image_before = frame->n_since++ < 2 ? frame->image : -1;
      add_unit (frame->units, unit);
    }
  move_units (frame->pending, frame->units);
}

static gboolean
is_in_table (const BrvDraft *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    if (((const Frame *)g_ptr_array_index (self->frames, i))->kind == FRAME_TABLE)
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
  Frame *frame = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  if (self->n_images >= MAX_IMAGES || !brv_image_header_read (bytes, &header))
    return;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
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
    g_ptr_array_add (self->frames, frame_new (FRAME_TABLE));
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
  Frame *table = NULL;

  g_return_if_fail (self != NULL);

  table = peek_frame (self);
  if (self->n_too_deep == 0 && table->kind == FRAME_TABLE)
    g_ptr_array_add (table->rows,
                     g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref));
}

/* The row being read of the innermost table; NULL without one. */
static GPtrArray *
find_row (const BrvDraft *self)
{
  Frame *table = peek_frame (self);

  if (self->n_too_deep > 0 || table->kind != FRAME_TABLE || table->rows->len == 0)
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
    g_ptr_array_add (row, new_units ());
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
    g_ptr_array_add (self->frames, frame_new (FRAME_CELL));
}

/* Takes the innermost frame off if it is of that kind. */
static Frame *
pop_frame (BrvDraft *self, FrameKind kind)
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
 * brv_draft_end_cell:
 * @self: a draft with an open cell
 *
 * Ends the cell.
 */
void
brv_draft_end_cell (BrvDraft *self)
{
  Frame *cell = NULL;
  GPtrArray *row = NULL;

  g_return_if_fail (self != NULL);

  cell = pop_frame (self, FRAME_CELL);
  if (cell == NULL)
    return;
  row = find_row (self);
  g_ptr_array_add (row, g_ptr_array_ref (cell->units));
  frame_free (cell);
}

static gboolean
is_structure (BrvRole role)
{
  return role == BRV_ROLE_HEADING || role == BRV_ROLE_TITLE || role == BRV_ROLE_TABLE ||
         role == BRV_ROLE_PREFORMATTED;
}

/* Rows of short cells, at least two of each: otherwise the table only places text on the page. */
static gboolean
is_data_table (const Frame *table)
{
  guint n_columns = 0;
  guint n_cells = 0;
  guint n_words = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (table->rows, i);

      n_columns = MAX (n_columns, row->len);
      for (guint k = 0; k < row->len; k++)
        {
          const GPtrArray *cell = g_ptr_array_index (row, k);

          n_cells += cell->len > 0;
          for (guint m = 0; m < cell->len; m++)
            {
              const BrvTextUnit *unit = g_ptr_array_index (cell, m);

              if (unit->fixed && is_structure (unit->role))
                return FALSE;
              n_words += brv_count_words (unit->text, strlen (unit->text));
            }
        }
    }
  return table->rows->len >= 2 && n_columns >= 2 && n_words <= MAX_CELL_WORDS * n_cells;
}

static void
append_cell (GString *text, const GPtrArray *cell)
{
  for (guint i = 0; i < cell->len; i++)
    {
      g_autofree char *words = g_strdup (((BrvTextUnit *)g_ptr_array_index (cell, i))->text);

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, g_strstrip (g_strdelimit (words, "\n\t", ' ')));
    }
}

static gboolean
is_empty_row (const GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (((const GPtrArray *)g_ptr_array_index (row, i))->len > 0)
      return FALSE;
  return TRUE;
}

static BrvTextUnit *
write_data_table (const Frame *table)
{
  g_autoptr (GString) text = g_string_new (NULL);
  BrvTextUnit *unit = NULL;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (table->rows, i);

      if (is_empty_row (row))
        continue;
      g_string_append (text, text->len > 0 ? "\n" : "");
      for (guint k = 0; k < row->len; k++)
        {
          g_string_append (text, k > 0 ? "\t" : "");
          append_cell (text, g_ptr_array_index (row, k));
        }
    }
  unit = brv_text_unit_new (BRV_ROLE_TABLE, 0, g_string_free (g_steal_pointer (&text), FALSE));
  unit->fixed = TRUE;
  return unit;
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
  Frame *table = NULL;
  Frame *holder = NULL;

  g_return_if_fail (self != NULL);

  table = pop_frame (self, FRAME_TABLE);
  if (table == NULL)
    return;
  if (is_data_table (table))
    brv_draft_add (self, write_data_table (table));
  else
    {
      holder = find_holder (self);
      for (guint i = 0; i < table->rows->len; i++)
        {
          GPtrArray *row = g_ptr_array_index (table->rows, i);

          for (guint k = 0; k < row->len; k++)
            move_units (g_ptr_array_index (row, k), holder->units);
        }
    }
  frame_free (table);
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
    g_ptr_array_add (self->frames, frame_new (FRAME_BOX));
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
  Frame *box = NULL;

  g_return_if_fail (self != NULL);

  box = pop_frame (self, FRAME_BOX);
  if (box == NULL)
    return;
  move_units (box->units, find_holder (self)->pending);
  frame_free (box);
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
      Frame *note = frame_new (FRAME_NOTE);

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
  Frame *note = NULL;
  Note entry = { 0 };
  GString *text = NULL;

  g_return_if_fail (self != NULL);

  note = pop_frame (self, FRAME_NOTE);
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
  frame_free (note);
}

static gboolean
same_folded (const char *a, const char *b)
{
  g_autofree char *fold_a = g_utf8_casefold (a, -1);
  g_autofree char *fold_b = g_utf8_casefold (b, -1);

  return g_str_equal (g_strstrip (fold_a), g_strstrip (fold_b));
}

/*
 * What programs write into a document's title by themselves: the name of a file or of a template,
 * or what they call a document without a name.
 */
static gboolean
is_worthless_title (const char *title)
{
  static const char *const names[] = { "title",        "untitled",   "document",     "dokument",
                                       "documento",    "titel",      "titre",        "template",
                                       "normal",       "letter",     "unbenannt",    "report",
                                       "sans titre",   "sin título", "senza titolo", "без названия",
                                       "word document" };
  static const char *const prefixes[] = { "microsoft word", "document",  "dokument",
                                          "untitled",       "unbenannt", "documento" };
  static const char *const suffixes[] = { ".doc", ".docx", ".dot",   ".dotx", ".docm", ".rtf",
                                          ".odt", ".txt",  ".pages", ".indd", ".html", ".tmp" };
  g_autofree char *folded = g_utf8_casefold (title, -1);
  gsize stem = 0;

  g_strstrip (folded);
  stem = strlen (folded);
  while (stem > 0 && (g_ascii_isdigit (folded[stem - 1]) || folded[stem - 1] == ' '))
    stem--;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (folded, names[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (folded, prefixes[i]) &&
        (stem == strlen (prefixes[i]) || folded[strlen (prefixes[i])] == '-' ||
         g_str_has_prefix (folded + strlen (prefixes[i]), " -")))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return brv_count_words (title, strlen (title)) == 0;
}

/* What programs write for an author nobody named. */
static gboolean
is_worthless_author (const char *name)
{
  static const char *const names[] = {
    "administrator",
    "admin",
    "user",
    "owner",
    "unknown",
    "author",
    "windows user",
    "python-docx",
    "poi",
    "apache poi",
    "benutzer",
    "besitzer",
    "utilisateur",
    "usuario",
    "utente",
    "root",
    "guest",
    "default",
    "pc",
    "hp",
    "dell",
    "microsoft",
    "lenovo",
    "anonymous",
    "un-named",
    "unbekannt",
    "libreoffice",
    "pandoc",
    "microsoft office user",
    "microsoft office-anwender",
    "utilisateur windows",
    "unknown author",
  };
  g_autofree char *folded = g_utf8_casefold (name, -1);
  gboolean has_capital = FALSE;

  g_strstrip (folded);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (folded, names[i]))
      return TRUE;
  if (strchr (name, '@') != NULL || strchr (name, '\\') != NULL)
    return TRUE;
  /* The name of an account: one word in small letters, or one with digits. */
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) && strchr (name, ' ') == NULL)
        return TRUE;
      has_capital = has_capital || g_unichar_isupper (c) || g_unichar_iswide (c) ||
                    (g_unichar_isalpha (c) && g_unichar_toupper (c) == c);
    }
  return !has_capital;
}

static BrvTextUnit *
find_unit (const GPtrArray *units, const char *text)
{
  for (guint i = 0; i < MIN (units->len, 40); i++)
    {
      BrvTextUnit *unit = g_ptr_array_index (units, i);

      if (same_folded (unit->text, text))
        return unit;
    }
  return NULL;
}

static gboolean
has_title (const GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);

      if (unit->fixed && unit->role == BRV_ROLE_TITLE)
        return TRUE;
    }
  return FALSE;
}

/* A title that the text shows too is the title, whatever its style is. */
static void
mark_title (const GPtrArray *units, const char *title)
{
  BrvTextUnit *unit = NULL;

  if (title == NULL || has_title (units))
    return;
  unit = find_unit (units, title);
  if (unit == NULL || (unit->fixed && unit->role != BRV_ROLE_HEADING))
    return;
  unit->role = BRV_ROLE_TITLE;
  unit->level = 0;
  unit->fixed = TRUE;
}

/* Only one block can be the title; a second paragraph of that style goes on with it. */
static void
join_titles (GPtrArray *units)
{
  for (guint i = 0; i < units->len; i++)
    {
      BrvTextUnit *unit = g_ptr_array_index (units, i);
      BrvTextUnit *next = i + 1 < units->len ? g_ptr_array_index (units, i + 1) : NULL;

      if (!unit->fixed || unit->role != BRV_ROLE_TITLE)
        continue;
      while (next != NULL && next->fixed && next->role == BRV_ROLE_TITLE)
        {
          char *joined = g_strconcat (unit->text, "\n", next->text, NULL);

          g_free (unit->text);
          unit->text = joined;
          g_ptr_array_remove_index (units, i + 1);
          next = i + 1 < units->len ? g_ptr_array_index (units, i + 1) : NULL;
        }
      for (i++; i < units->len; i++)
        {
          unit = g_ptr_array_index (units, i);
          if (unit->fixed && unit->role == BRV_ROLE_TITLE)
            {
              unit->role = BRV_ROLE_HEADING;
              unit->level = 1;
            }
        }
    }
}

/* Half of the title's longer words must stand in the text: titles stay behind in files that were
 * made from older ones. */
static gboolean
is_about (const char *title, const GPtrArray *units)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n,.:;!?()“”\"'’/", -1);
  guint n = 0;
  guint n_found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      if (g_utf8_strlen (words[i], -1) < 4)
        continue;
      for (guint k = 0; k < units->len && !found; k++)
        {
          g_autofree char *text =
            g_utf8_casefold (((BrvTextUnit *)g_ptr_array_index (units, k))->text, -1);

          found = strstr (text, words[i]) != NULL;
        }
      n++;
      n_found += found;
    }
  return n > 0 && 2 * n_found >= n;
}

/* The day of a moment; NULL for those that programs write when they know none. */
static char *
find_day (const char *moment)
{
  char *date = moment != NULL ? brv_date_parse (moment) : NULL;

  if (date != NULL && (strcmp (date, "1984") < 0 || g_str_equal (date, "2013-12-23")))
    g_clear_pointer (&date, g_free);
  return date;
}

static void
set_from_properties (BrvDraft *self, const BrvDraftProperties *properties, const GPtrArray *units)
{
  g_autofree char *created = find_day (properties->created);
  g_autofree char *modified = find_day (properties->modified);
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();

  if (properties->title != NULL &&
      brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_TITLE) == NULL &&
      !is_worthless_title (properties->title) && is_about (properties->title, units))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_TITLE, properties->title,
                            BRV_EVIDENCE_META);
  for (guint i = 0; properties->authors != NULL && i < properties->authors->len; i++)
    if (!is_worthless_author (g_ptr_array_index (properties->authors, i)))
      g_ptr_array_add (authors, g_ptr_array_index (properties->authors, i));
  g_ptr_array_add (authors, NULL);
  if (authors->len > 1 && brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_AUTHORS) == NULL)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)authors->pdata, BRV_EVIDENCE_META);
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER) == NULL)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_PUBLISHER, properties->publisher,
                            BRV_EVIDENCE_META);
  if (brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_DATE) == NULL)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_DATE, created, BRV_EVIDENCE_META);
  if (g_strcmp0 (modified, created) > 0)
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_MODIFIED, modified, BRV_EVIDENCE_META);
}

/* Authors may stand in paragraphs of their own, each in the style of bylines. */
static void
set_styled_authors (BrvDraft *self, const GPtrArray *units)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < units->len; i++)
    {
      const BrvTextUnit *unit = g_ptr_array_index (units, i);
      g_auto (GStrv) found = NULL;

      if (!unit->fixed || unit->role != BRV_ROLE_BYLINE)
        continue;
      found = brv_byline_find (unit->text);
      if (found == NULL)
        found = brv_byline_split (unit->text);
      for (guint k = 0; found != NULL && found[k] != NULL; k++)
        g_ptr_array_add (names, g_strdup (found[k]));
    }
  g_ptr_array_add (names, NULL);
  if (names->len > 1)
    brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                                 (const char *const *)names->pdata, BRV_EVIDENCE_VISIBLE_TEXT);
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

  g_return_if_fail (self != NULL);
  g_return_if_fail (properties != NULL);

  self->n_too_deep = 0;
  while (self->frames->len > 1)
    {
      Frame *open = g_ptr_array_steal_index (self->frames, self->frames->len - 1);

      if (open->units != NULL)
        move_units (open->units, find_holder (self)->units);
      frame_free (open);
    }
  units = peek_frame (self)->units;
  move_units (peek_frame (self)->pending, units);
  join_titles (units);
  mark_title (units, properties->title);
  set_styled_authors (self, units);
  if (!brv_text_article_build (units, self->builder))
    set_from_properties (self, properties, units);
  brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_LANGUAGE,
                          find_language (self, properties->language), BRV_EVIDENCE_META);
  g_array_sort (self->notes, compare_notes);
  for (guint i = 0; i < self->notes->len; i++)
    brv_source_builder_add (self->builder, BRV_ROLE_FOOTNOTE, 0, TRUE,
                            g_array_index (self->notes, Note, i).text, -1);
}

/**
 * brv_draft_properties_add_author:
 * @self: properties
 * @name: one name, or several parted by semicolons
 *
 * Adds authors.
 */
void
brv_draft_properties_add_author (BrvDraftProperties *self, const char *name)
{
  g_auto (GStrv) names = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (self->authors == NULL)
    self->authors = g_ptr_array_new_with_free_func (g_free);
  names = g_strsplit (name, ";", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      g_ptr_array_add (self->authors, g_strdup (names[i]));
}

/**
 * brv_draft_properties_clear:
 * @self: properties
 *
 * Frees what @self holds.
 */
void
brv_draft_properties_clear (BrvDraftProperties *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->authors, g_ptr_array_unref);
  g_clear_pointer (&self->publisher, g_free);
  g_clear_pointer (&self->created, g_free);
  g_clear_pointer (&self->modified, g_free);
  g_clear_pointer (&self->language, g_free);
}
