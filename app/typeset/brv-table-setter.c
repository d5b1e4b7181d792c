/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-table-setter.h"

#include <math.h>
#include <string.h>

#include "cite/brv-words.h"
#include "model/brv-table-content.h"
#include "typeset/brv-pending-notes.h"
#include "typeset/brv-sheet.h"

/* Wider than any page: what is set at it breaks nowhere. */
#define NO_BREAK 8000.0

/* A table that needs less than this part of the measure keeps its own width: wider, the eye would
 * lose the row between its columns. */
#define NATURAL_WIDTH 0.62

/* Only so many rows are asked how narrow a column may be; the others are seldom different. */
#define MAX_PROBED_ROWS 200

/* A table that is too wide is set smaller, by these parts of its size. */
static const double sizes[] = { 1, 0.92, 0.85, 0.78 };

typedef struct
{
  const BrvTable *table;
  BrvTableNotes notes;
  const BrvTheme *theme;
  BrvParagraphMaker *maker;
  const char *language;
  double measure;
  double *least; /* by column: its longest word */
  double *most;  /* by column: its longest cell in one line */
  BrvTableSetting *setting;
} Setter;

/* The notes of one cell; what follows counts from the first of them. */
static BrvPendingNotes
find_notes (const Setter *self, guint row, guint column, guint *first)
{
  guint cell = row * self->setting->n_columns + column + 1;
  guint n = 0;

  *first = 0;
  while (*first < self->notes.n_notes && self->notes.notes[*first].cell < cell)
    (*first)++;
  while (*first + n < self->notes.n_notes && self->notes.notes[*first + n].cell == cell)
    n++;
  return (BrvPendingNotes){ n > 0 ? self->notes.notes + *first : NULL, n, 0 };
}

static BrvStyledBlock *
make_cell (const Setter *self, guint row, guint column)
{
  gboolean is_head = row < self->setting->n_header_rows;
  const BrvText *text = brv_table_get_cell (self->table, row, column);
  guint first;
  BrvPendingNotes pending = find_notes (self, row, column, &first);
  BrvStyledBlock *cell = brv_styled_block_new (
    BRV_STYLED_CELL,
    brv_theme_get_look (self->theme, is_head ? BRV_LOOK_TABLE_HEAD : BRV_LOOK_TABLE));

  cell->look.align = BRV_ALIGN_START;
  cell->look.indent = cell->look.indent_end = cell->look.first_line = 0;
  cell->look.balance = TRUE;
  cell->look.size *= self->setting->size;
  cell->look.leading *= self->setting->size;
  cell->first_note = first;
  brv_pending_notes_append_text (&pending, cell->text, text,
                                 (BrvRange){ 0, brv_text_get_length (text) });
  return cell;
}

static double
measure_text (const Setter *self, const BrvStyledBlock *cell, double measure)
{
  g_autoptr (BrvParagraph) paragraph =
    brv_paragraph_maker_make (self->maker, cell->text, &cell->look, self->language, measure);
  double width = 0;

  for (guint i = 0; i < brv_paragraph_get_n_lines (paragraph); i++)
    width = MAX (width, brv_paragraph_get_line (paragraph, i)->width);
  return width;
}

/* The widest word: a column may be as narrow as that. Numbers are never divided. */
static double
measure_words (const Setter *self, const BrvStyledBlock *cell, guint row, guint column)
{
  g_auto (GStrv) words = g_strsplit (cell->text->text->str, " ", -1);
  double width = 0;

  if (row >= self->setting->n_header_rows && brv_table_is_numeric (self->table, column))
    return measure_text (self, cell, NO_BREAK);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (BrvStyledBlock) word = brv_styled_block_new (BRV_STYLED_CELL, &cell->look);

      brv_inline_text_append_plain (word->text, words[i]);
      width = MAX (width, measure_text (self, word, NO_BREAK));
    }
  return width;
}

static void
make_cells (Setter *self)
{
  BrvTableSetting *setting = self->setting;

  for (guint column = 0; column < setting->n_columns; column++)
    self->least[column] = self->most[column] = 0;
  for (guint row = 0; row < setting->n_rows; row++)
    {
      for (guint column = 0; column < setting->n_columns; column++)
        {
          BrvStyledBlock *cell = make_cell (self, row, column);

          g_clear_pointer (&setting->cells[row * setting->n_columns + column],
                           brv_styled_block_unref);
          setting->cells[row * setting->n_columns + column] = cell;
          self->most[column] = MAX (self->most[column], measure_text (self, cell, NO_BREAK));
          if (row < MAX_PROBED_ROWS)
            self->least[column] =
              MAX (self->least[column], measure_words (self, cell, row, column));
        }
    }
}

static double
add_up (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

static guint
count_columns_of_words (const Setter *self)
{
  guint n = 0;

  for (guint i = 0; i < self->setting->n_columns; i++)
    n += !brv_table_is_numeric (self->table, i);
  return n;
}

/* A table with room to spare: each column has its share of it, by its width. Numbers stand at the end of
 * theirs, so a column of them has none where it is the first, for nothing would stand where the table
 * begins, nor where columns of words can share it, for the white would part the numbers from them. */
static void
share_spare_room (Setter *self, double room)
{
  guint n = self->setting->n_columns;
  gboolean words_share = count_columns_of_words (self) > 1;
  double spare = room - add_up (self->most, n);
  double most = 0;
  guint n_sharing = 0;
  g_autofree gboolean *is_sharing = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++)
    {
      is_sharing[i] = !brv_table_is_numeric (self->table, i) || (!words_share && (i > 0 || n == 1));
      most += is_sharing[i] ? self->most[i] : 0;
      n_sharing += is_sharing[i];
    }
  for (guint i = 0; i < n; i++)
    {
      self->setting->widths[i] = self->most[i];
      if (is_sharing[i])
        self->setting->widths[i] += spare * (most > 0 ? self->most[i] / most : 1.0 / n_sharing);
    }
}

/*
 * Gives columns that need less than an even share all that they need, the narrowest first, as long
 * as the words of the others find room. So a column of remarks does not break those of names.
 */
static void
satisfy_narrow (Setter *self, double *room, double *least, gboolean *is_done)
{
  guint n = self->setting->n_columns;

  for (guint n_left = n; n_left > 0; n_left--)
    {
      gint narrowest = -1;

      for (guint i = 0; i < n; i++)
        {
          if (!is_done[i] && (narrowest < 0 || self->most[i] < self->most[narrowest]))
            narrowest = (gint)i;
        }
      if (narrowest < 0 || self->most[narrowest] > *room / n_left ||
          self->most[narrowest] + *least - self->least[narrowest] > *room)
        return;
      is_done[narrowest] = TRUE;
      self->setting->widths[narrowest] = self->most[narrowest];
      *room -= self->most[narrowest];
      *least -= self->least[narrowest];
    }
}

/* Room for the words first, then what is left by what each column would like to have. */
static void
share_room (Setter *self, double room)
{
  guint n = self->setting->n_columns;
  double *widths = self->setting->widths;
  double least = add_up (self->least, n);
  double wanted = 0;
  g_autofree gboolean *is_done = g_new0 (gboolean, n);

  if (add_up (self->most, n) <= room)
    {
      share_spare_room (self, room);
      return;
    }
  if (least > room)
    {
      for (guint i = 0; i < n; i++)
        widths[i] = MAX (4, room * self->least[i] / least);
      return;
    }
  satisfy_narrow (self, &room, &least, is_done);
  for (guint i = 0; i < n; i++)
    wanted += is_done[i] ? 0 : self->most[i] - self->least[i];
  for (guint i = 0; i < n; i++)
    {
      if (!is_done[i])
        widths[i] =
          self->least[i] + (self->most[i] - self->least[i]) * (room - least) / MAX (wanted, 1e-6);
    }
}

static void
choose_widths (Setter *self)
{
  BrvTableSetting *setting = self->setting;
  double gaps = brv_theme_get_page (self->theme)->table_gap * (setting->n_columns - 1);
  double room = self->measure - gaps;
  double least_size = brv_theme_get_page (self->theme)->table_least_size;
  double x = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gboolean is_last = i + 1 == G_N_ELEMENTS (sizes) || sizes[i + 1] < least_size;

      setting->size = sizes[i];
      make_cells (self);
      if (add_up (self->least, setting->n_columns) <= room)
        break;
      setting->is_narrow = is_last;
      if (is_last)
        break;
    }
  if (add_up (self->most, setting->n_columns) + gaps < self->measure * NATURAL_WIDTH)
    room = add_up (self->most, setting->n_columns) * 1.001;
  share_room (self, room);
  for (guint i = 0; i < setting->n_columns; i++)
    {
      setting->lefts[i] = x;
      x += setting->widths[i] + (i + 1 < setting->n_columns ? gaps / (setting->n_columns - 1) : 0);
    }
  setting->is_backward = brv_table_has_letters (self->table)
                           ? brv_table_is_right_to_left (self->table)
                           : brv_words_language_runs_backward (self->language);
  for (guint i = 0; i < setting->n_columns && setting->is_backward; i++)
    setting->lefts[i] = x - setting->lefts[i] - setting->widths[i];
  setting->width = MIN (x, self->measure);
}

/* Where the part of a number begins that stands behind its units; its length if it has none. */
static gsize
find_decimals (const char *text, const char *language)
{
  static const char *const with_comma[] = { "bg", "cs", "da", "de", "el", "es", "fi", "fr",
                                            "hr", "hu", "it", "nb", "nl", "no", "pl", "pt",
                                            "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk" };
  char mark = '.';
  const char *found;

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (with_comma); i++)
    {
      if (strncmp (language, with_comma[i], 2) == 0 && !g_ascii_isalpha (language[2]))
        mark = ',';
    }
  found = strrchr (text, mark);
  if (found != NULL && g_ascii_isdigit (found[1]))
    return (gsize)(found - text);
  /* What follows the digits, a per cent sign say, does not count either. */
  for (gsize i = strlen (text); i > 0; i--)
    {
      if (g_ascii_isdigit (text[i - 1]))
        return i;
    }
  return strlen (text);
}

/* What is said before the first number of a note. */
static char *
dup_words (const BrvStyledBlock *cell)
{
  for (guint i = 0; i < cell->text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (cell->text->inlines, BrvInline, i);

      if (piece->kind == BRV_INLINE_NUMBER)
        return g_strndup (cell->text->text->str, piece->range.start);
    }
  return g_strdup (cell->text->text->str);
}

static double
measure_plain (const Setter *self, const BrvStyledBlock *cell, const char *text)
{
  g_autoptr (BrvStyledBlock) part = brv_styled_block_new (BRV_STYLED_CELL, &cell->look);

  brv_inline_text_append_plain (part->text, text);
  return measure_text (self, part, NO_BREAK);
}

static double
measure_whole_part (const Setter *self, const BrvStyledBlock *cell)
{
  g_autofree char *text = dup_words (cell);
  g_autofree char *whole = g_strndup (text, find_decimals (text, self->language));

  return measure_plain (self, cell, whole);
}

/* How far the numbers of notes behind a number hang out of its column: as far as half of the gap has
 * room for them. */
static double
measure_marks (const Setter *self, const BrvStyledBlock *cell)
{
  guint n = cell->text->inlines->len;
  g_autofree char *words = NULL;

  if (cell->text->n_numbers == 0 ||
      g_array_index (cell->text->inlines, BrvInline, n - 1).kind != BRV_INLINE_NUMBER)
    return 0;
  words = dup_words (cell);
  return MIN (measure_text (self, cell, NO_BREAK) - measure_plain (self, cell, words),
              brv_theme_get_page (self->theme)->table_gap / 2);
}

/* Numbers stand with their units below each other, and all of them at the column's right; the numbers of
 * their notes hang out of it. */
static void
align_numbers (Setter *self, guint column)
{
  BrvTableSetting *setting = self->setting;
  double after = 0;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint row = setting->n_header_rows; row < setting->n_rows; row++)
        {
          BrvStyledBlock *cell = brv_table_setting_get_cell (setting, row, column);
          double whole = measure_whole_part (self, cell);
          double width = measure_text (self, cell, NO_BREAK) - measure_marks (self, cell);

          if (pass == 0)
            after = MAX (after, width - whole);
          else
            setting->shifts[row * setting->n_columns + column] =
              MAX (0, setting->widths[column] - after - whole);
        }
    }
  for (guint row = 0; row < setting->n_header_rows; row++)
    brv_table_setting_get_cell (setting, row, column)->look.align = BRV_ALIGN_END;
}

/* How far ink hangs out of the leading below, as the tails of Arabic letters do. */
static double
find_overhang (const BrvStyledBlock *cell)
{
  return cell->paragraph->depth + brv_look_get_baseline (&cell->look) - cell->look.leading;
}

static void
set_cells (Setter *self)
{
  BrvTableSetting *setting = self->setting;

  for (guint row = 0; row < setting->n_rows; row++)
    {
      setting->n_lines[row] = 1;
      for (guint column = 0; column < setting->n_columns; column++)
        {
          BrvStyledBlock *cell = brv_table_setting_get_cell (setting, row, column);
          double shift = setting->shifts[row * setting->n_columns + column];
          guint n;

          cell->paragraph =
            brv_paragraph_maker_make (self->maker, cell->text, &cell->look, self->language,
                                      /* Rounding must not break a line that was measured whole. */
                                      (shift >= 0 ? NO_BREAK : setting->widths[column]) + 0.01);
          n = brv_paragraph_get_n_lines (cell->paragraph);
          setting->n_lines[row] = MAX (setting->n_lines[row], n);
          setting->overhangs[row] = MAX (setting->overhangs[row], find_overhang (cell));
        }
      for (guint line = 0; line < setting->n_lines[row]; line++)
        {
          BrvTableLine entry = { row, line };

          g_array_append_val (setting->lines, entry);
        }
    }
}

static gboolean
has_number_of (const BrvTableSetting *self, guint line, guint column, guint note)
{
  const BrvTableLine *entry = &g_array_index (self->lines, BrvTableLine, line);
  const BrvStyledBlock *cell = brv_table_setting_get_cell (self, entry->row, column);
  const BrvSetLine *set;
  guint at;

  if (!brv_table_setting_find_cell_line (self, line, column, &at))
    return FALSE;
  set = brv_paragraph_get_line (cell->paragraph, at);
  for (guint i = 0; i < cell->text->inlines->len; i++)
    {
      const BrvInline *piece = &g_array_index (cell->text->inlines, BrvInline, i);

      if (piece->kind == BRV_INLINE_NUMBER && cell->first_note + piece->target == note &&
          piece->range.start >= set->range.start && piece->range.start < set->range.end)
        return TRUE;
    }
  return FALSE;
}

/* Where the number of a note stands; the last line if it is on none. */
static guint
find_line_of (const BrvTableSetting *self, guint column, guint note, guint from)
{
  for (guint line = from; line < self->lines->len; line++)
    {
      if (has_number_of (self, line, column, note))
        return line;
    }
  return self->lines->len - 1;
}

/*
 * Notes are counted cell by cell, but pages end between the lines of a row, which run through all of
 * its cells. So a note stands with the line of its number or, where one counted before it is further
 * down in its row, with that one's.
 */
static void
spread_notes (const Setter *self)
{
  BrvTableSetting *setting = self->setting;
  guint line = 0;

  if (self->notes.n_notes == 0)
    return;
  setting->n_notes = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (setting->n_notes, setting->lines->len);
  for (guint i = 0; i < self->notes.n_notes; i++)
    {
      guint cell = self->notes.notes[i].cell - 1;
      guint first = 0;

      while (first < setting->lines->len &&
             g_array_index (setting->lines, BrvTableLine, first).row < cell / setting->n_columns)
        first++;
      line = MAX (line, find_line_of (setting, cell % setting->n_columns, i, first));
      g_array_index (setting->n_notes, guint, line)++;
    }
}

/**
 * brv_table_setter_run:
 * @cells: a table
 * @notes: the notes of its cells, in order
 * @theme: a theme
 * @maker: makes the paragraphs
 * @language: (nullable): a BCP 47 tag
 * @measure: the width of the column
 *
 * Sets a table. Columns get the room that their longest words need, and share what is left by the
 * length of their cells; a table that is too wide is set smaller, as far as the theme allows.
 * Columns of numbers stand at the right, with the units below each other.
 *
 * Source: the automatic table layout of CSS 2.1 §17.5.2.2.
 *
 * Returns: (transfer full): the table, set
 */
BrvTableSetting *
brv_table_setter_run (const BrvTable *cells,
                      BrvTableNotes notes,
                      const BrvTheme *theme,
                      BrvParagraphMaker *maker,
                      const char *language,
                      double measure)
{
  BrvTableSetting *setting =
    brv_table_setting_new (brv_table_get_n_rows (cells), brv_table_get_n_columns (cells),
                           brv_table_get_n_header_rows (cells), brv_theme_get_page (theme));
  g_autofree double *least = g_new0 (double, setting->n_columns);
  g_autofree double *most = g_new0 (double, setting->n_columns);
  Setter self = { .table = cells,
                  .notes = notes,
                  .theme = theme,
                  .maker = maker,
                  .language = language,
                  .measure = measure,
                  .least = least,
                  .most = most,
                  .setting = setting };

  choose_widths (&self);
  for (guint column = 0; column < setting->n_columns; column++)
    {
      if (brv_table_is_numeric (cells, column) && !setting->is_narrow)
        align_numbers (&self, column);
    }
  set_cells (&self);
  spread_notes (&self);
  return setting;
}
