/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lines of a plain text become units. A text is hard-wrapped if its lines end where the next word
 * would not have fitted; then such lines are joined and others are ends of paragraphs.
 */

#include "config.h"

#include <string.h>

#include "import/brv-text-lines.h"
#include "import/brv-text-prose.h"

#define NO_BREAK_SPACE "\xc2\xa0"

/* Nobody wraps wider by hand or by program, in columns. */
#define MAX_WRAP_COLUMNS 110
#define MIN_WRAP_COLUMNS 40
/* Rows of a table, whose cells are parted by tabs. */
#define MIN_ROWS 2
/* So far is looked for the line after a wrapped one, in lines. */
#define MAX_LOOK 64
/* Speech is a sentence of its own, in words. */
#define MIN_SPEECH 4
/* This share of the lines that could be wrapped must be, for a text to count as wrapped. */
#define WRAPPED_SHARE 0.6

typedef struct
{
  char *text; /* without white space at its ends */
  guint indent;
  guint n_tabs;  /* within text */
  guint columns; /* of text */
  guint first_word_columns;
} Line;

static void
clear_line (gpointer data)
{
  g_free (((Line *)data)->text);
}

/**
 * brv_text_unit_new:
 * @role: what its form says it is
 * @level: of a heading, list item or quote: from 1; else 0
 * @text: (transfer full): its words
 *
 * Returns: (transfer full): a unit after an empty line, with no image near it
 */
BrvTextUnit *
brv_text_unit_new (BrvRole role, guint level, char *text)
{
  BrvTextUnit *unit = g_new0 (BrvTextUnit, 1);

  unit->text = text;
  unit->role = role;
  unit->level = level;
  unit->after_blank = TRUE;
  unit->image_before = -1;
  unit->image_after = -1;
  return unit;
}

/**
 * brv_text_unit_free:
 * @unit: (transfer full): a unit
 *
 * Frees @unit.
 */
void
brv_text_unit_free (BrvTextUnit *unit)
{
  g_free (unit->text);
  g_free (unit);
}

static guint
count_columns (const char *text, const char *end)
{
  guint columns = 0;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return columns;
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static Line
make_line (const char *from, const char *end)
{
  Line line = { 0 };
  const char *word = NULL;

  while (from < end && is_space (from))
    {
      line.indent += *from == '\t' ? 4 - line.indent % 4 : 1;
      from = g_utf8_next_char (from);
    }
  while (end > from && is_space (g_utf8_prev_char (end)))
    end = g_utf8_prev_char (end);
  for (word = from; word < end && !is_space (word); word = g_utf8_next_char (word))
    ;
  line.text = g_strndup (from, (gsize)(end - from));
  for (const char *p = from; p < end; p++)
    line.n_tabs += *p == '\t';
  line.columns = count_columns (from, end);
  line.first_word_columns = count_columns (from, word);
  return line;
}

/* LF, CR LF, CR, form feed, U+2028 and U+2029 end lines. */
static GArray *
split_lines (const char *text, gsize length)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *end = text + length;
  const char *from = text;

  g_array_set_clear_func (lines, clear_line);
  for (const char *p = text; p <= end;)
    {
      gsize skip = 0;

      if (p == end || *p == '\n' || *p == '\f' || *p == '\v')
        skip = 1;
      else if (*p == '\r')
        skip = p + 1 < end && p[1] == '\n' ? 2 : 1;
      else if (end - p >= 3 && p[0] == '\xe2' && p[1] == '\x80' &&
               (p[2] == '\xa8' || p[2] == '\xa9'))
        skip = 3;
      if (skip > 0)
        {
          Line line = make_line (from, p);

          g_array_append_val (lines, line);
          from = p + skip;
          p = from;
        }
      else
        p++;
    }
  return lines;
}

static const Line *
line_at (const GArray *lines, guint index)
{
  return &g_array_index (lines, Line, index);
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  return *(const guint *)a < *(const guint *)b ? -1 : *(const guint *)a > *(const guint *)b;
}

/* Whether the next word would not have fitted into line's width. */
static gboolean
is_full (const Line *line, const Line *next, guint width)
{
  return line->columns + 1 + next->first_word_columns > width;
}

/* "(c) 2023 Harbour Notes" */
static gboolean
is_copyright (const char *text)
{
  return (g_str_has_prefix (text, "(c) 19") || g_str_has_prefix (text, "(c) 20")) &&
         g_ascii_isdigit (text[6]) && g_ascii_isdigit (text[7]) && !g_ascii_isdigit (text[8]);
}

/**
 * brv_text_lines_find_item:
 * @text: a line without white space before it
 * @is_bullet: (out): whether its mark is a bullet, which is none of its text; a number or letter
 *   can be referred to and stays
 *
 * Returns: where the text of a list item begins, after its mark; 0 if the line is none
 */
gsize
brv_text_lines_find_item (const char *text, gboolean *is_bullet)
{
  static const char no_break_space[] = "\xc2\xa0";
  static const char *const bullets[] = { "-", "*", "•", "–", "·", "‣", "◦", "▪", "●", "○", "■" };
  const char *p = text;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      gsize n = strlen (bullets[i]);

      if (!g_str_has_prefix (text, bullets[i]))
        continue;
      *is_bullet = TRUE;
      if (text[n] == ' ' || text[n] == '\t')
        return n + 1;
      if (g_str_has_prefix (text + n, no_break_space))
        return n + strlen (no_break_space);
    }
  *is_bullet = FALSE;
  if (is_copyright (text))
    return 0;
  if (*p == '(')
    p++;
  if (g_ascii_isdigit (*p))
    while (g_ascii_isdigit (*p) && p - text < 4)
      p++;
  else if (g_ascii_islower (*p) && (p[1] == ')' || (p[1] == '.' && p[2] == ' ')))
    p++;
  else
    return 0;
  if ((*p == '.' || *p == ')') && (p[1] == ' ' || p[1] == '\t'))
    return (gsize)(p + 2 - text);
  return 0;
}

/* Whether the line after index could be its continuation. */
static gboolean
can_be_wrapped (const GArray *lines, guint index)
{
  const Line *line = line_at (lines, index);
  const Line *next = line_at (lines, index + 1);
  gboolean is_bullet = FALSE;

  return line->columns > 0 && line->columns <= MAX_WRAP_COLUMNS && next->columns > 0 &&
         next->indent <= line->indent + 1 && brv_text_lines_find_item (next->text, &is_bullet) == 0;
}

/* The width that a text is wrapped at, in columns; 0 if it is not. Short lines, as those of a menu
 * or a poem, say nothing of it. */
static guint
find_wrap_width (const GArray *lines)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_long = 0;
  guint n_full = 0;
  guint n_ended = 0; /* of these, those that end as sentences do: paragraphs of one line */
  guint width = 0;

  for (guint i = 0; i + 1 < lines->len; i++)
    {
      const Line *line = line_at (lines, i);

      n_long += line->columns > MAX_WRAP_COLUMNS;
      if (can_be_wrapped (lines, i) && line->columns >= MIN_WRAP_COLUMNS)
        g_array_append_val (columns, line->columns);
    }
  if (columns->len < 2 || n_long > columns->len / 10)
    return 0;
  g_array_sort (columns, compare_columns);
  /* A single line that sticks out, an address for instance, is not the measure. */
  width = g_array_index (columns, guint, columns->len - 1 - columns->len / 30);
  if (width < MIN_WRAP_COLUMNS)
    return 0;
  for (guint i = 0; i + 1 < lines->len; i++)
    if (can_be_wrapped (lines, i) && line_at (lines, i)->columns >= MIN_WRAP_COLUMNS &&
        is_full (line_at (lines, i), line_at (lines, i + 1), width))
      {
        n_full++;
        n_ended += brv_text_ends_sentence (line_at (lines, i)->text);
      }
  return n_full >= WRAPPED_SHARE * columns->len && 2 * n_ended <= n_full ? width : 0;
}

/* A line of one mark repeated: a rule, or what underlines a heading. */
static char
find_rule_mark (const char *text)
{
  guint n = 0;
  char mark = *text;

  if (mark == '\0' || strchr ("=-_*~#", mark) == NULL)
    return '\0';
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != mark && *p != ' ')
        return '\0';
      n += *p == mark;
    }
  return n >= 3 ? mark : '\0';
}

/* Scripts without spaces between words need none where their lines are joined. */
static gboolean
needs_no_space (const char *left, gsize length, const char *right)
{
  gunichar before = g_utf8_get_char (g_utf8_prev_char (left + length));
  gunichar after = g_utf8_get_char (right);

  if (before == '-' && g_unichar_isalpha (after) && length > 1 && left[length - 2] != ' ')
    return TRUE;
  return g_unichar_iswide (before) && g_unichar_iswide (after) && before >= 0x2E80 &&
         !(before >= 0xAC00 && before <= 0xD7AF);
}

static void
append_line (GString *joined, const char *text)
{
  if (!needs_no_space (joined->str, joined->len, text))
    g_string_append_c (joined, ' ');
  g_string_append (joined, text);
}

/* Gives unit, if there is one, the lines that were joined, and empties joined. */
static void
finish_unit (BrvTextUnit *unit, GString *joined)
{
  if (unit != NULL)
    {
      g_free (unit->text);
      unit->text = g_strndup (joined->str, joined->len);
    }
  g_string_truncate (joined, 0);
}

/* Whether line goes on with unit, whose last line is previous. */
static gboolean
continues (
  const BrvTextUnit *unit, const Line *previous, const Line *line, guint width, guint unit_indent)
{
  gboolean is_bullet = FALSE;

  if (unit->role == BRV_ROLE_TABLE || brv_text_lines_find_item (line->text, &is_bullet) > 0)
    return FALSE;
  if (unit->role == BRV_ROLE_LIST_ITEM && line->indent > unit_indent)
    return TRUE;
  if (unit->role == BRV_ROLE_LIST_ITEM && unit_indent > 0 && line->indent < unit_indent)
    return FALSE;
  if (unit->role == BRV_ROLE_PARAGRAPH && line->indent >= unit_indent + 2)
    return FALSE;
  return width > 0 && is_full (previous, line, width);
}

static BrvTextUnit *
make_unit (const Line *line, guint base_indent, gboolean after_blank, gboolean is_speech)
{
  gboolean is_bullet = FALSE;
  gsize item = is_speech ? 0 : brv_text_lines_find_item (line->text, &is_bullet);
  BrvTextUnit *unit = brv_text_unit_new (
    item > 0 ? BRV_ROLE_LIST_ITEM : BRV_ROLE_PARAGRAPH,
    item > 0 ? 1 + MIN (line->indent - MIN (base_indent, line->indent), 16) / 2 : 0,
    g_strstrip (g_strdup (is_bullet ? line->text + item : line->text)));

  unit->after_blank = after_blank;
  return unit;
}

/* Whether a line begins with a mark of list items that is no number. */
static gboolean
has_bullet (const Line *line)
{
  gboolean is_bullet = FALSE;

  return brv_text_lines_find_item (line->text, &is_bullet) > 0 && is_bullet;
}

/* Whether the dash before a line is that of speech, as in "– It was deeper, says the pilot.": it is
 * a sentence, and no list, as no item stands before or after it. */
static gboolean
is_speech (const GArray *lines, guint index, const BrvTextUnit *previous, guint width)
{
  const Line *line = line_at (lines, index);
  guint next = index + 1;
  guint end = MIN (lines->len, index + MAX_LOOK);
  guint n_words = 0;

  if (!g_str_has_prefix (line->text, "–") && !g_str_has_prefix (line->text, "-"))
    return FALSE;
  if (previous != NULL && previous->role == BRV_ROLE_LIST_ITEM)
    return FALSE;
  while (width > 0 && next < end && line_at (lines, next)->columns > 0 &&
         is_full (line_at (lines, next - 1), line_at (lines, next), width))
    next++;
  if (!brv_text_ends_sentence (line_at (lines, next - 1)->text))
    return FALSE;
  for (const char *p = line->text; *p != '\0'; p++)
    n_words += *p == ' ';
  while (next < end && line_at (lines, next)->columns == 0)
    next++;
  return n_words >= MIN_SPEECH && (next >= lines->len || !has_bullet (line_at (lines, next)));
}

/* Whether a line is a row of a table of so many tabs; a cell at its start may be empty. */
static gboolean
is_row (const Line *line, guint n_tabs)
{
  gboolean is_bullet = FALSE;

  return line->columns > 0 && n_tabs > 0 &&
         (line->n_tabs == n_tabs || (line->n_tabs + 1 == n_tabs && line->indent > 0)) &&
         brv_text_lines_find_item (line->text, &is_bullet) == 0;
}

/* How many lines from index on are the rows of a table; 0 if it has none. */
static guint
count_rows (const GArray *lines, guint index)
{
  const Line *first = line_at (lines, index);
  guint n_tabs = first->n_tabs;
  guint end = index;

  if (index + 1 < lines->len && first->indent > 0 &&
      line_at (lines, index + 1)->n_tabs == n_tabs + 1)
    n_tabs++;
  while (end < lines->len && is_row (line_at (lines, end), n_tabs))
    end++;
  return end - index >= MIN_ROWS ? end - index : 0;
}

/* The rows as one unit, a row a line, cells parted by a tab. */
static BrvTextUnit *
make_table (const GArray *lines, guint index, guint n_rows, gboolean after_blank)
{
  GString *text = g_string_new (NULL);
  guint n_tabs = 0;
  BrvTextUnit *unit = NULL;

  for (guint i = index; i < index + n_rows; i++)
    n_tabs = MAX (n_tabs, line_at (lines, i)->n_tabs);
  for (guint i = index; i < index + n_rows; i++)
    {
      g_string_append (text, i > index ? "\n" : "");
      g_string_append (text, line_at (lines, i)->n_tabs < n_tabs ? "\t" : "");
      g_string_append (text, line_at (lines, i)->text);
    }
  unit = brv_text_unit_new (BRV_ROLE_TABLE, 0, g_string_free (text, FALSE));
  unit->after_blank = after_blank;
  return unit;
}

/* The indentation of the first list item: that of level one. */
static guint
find_base_indent (const GArray *lines)
{
  guint base = G_MAXUINT;
  gboolean is_bullet = FALSE;

  for (guint i = 0; i < lines->len; i++)
    if (brv_text_lines_find_item (line_at (lines, i)->text, &is_bullet) > 0)
      base = MIN (base, line_at (lines, i)->indent);
  return base;
}

/* In a text without empty lines none can part what belongs together. */
static void
part_all (GPtrArray *units)
{
  for (guint i = 1; i < units->len; i++)
    if (((const BrvTextUnit *)g_ptr_array_index (units, i))->after_blank)
      return;
  for (guint i = 1; i < units->len; i++)
    ((BrvTextUnit *)g_ptr_array_index (units, i))->after_blank = TRUE;
}

/**
 * brv_text_lines_join:
 * @text: (array length=length): a plain text, valid UTF-8
 * @length: bytes of it
 *
 * Returns: (transfer container) (element-type BrvTextUnit): its units in order
 */
GPtrArray *
brv_text_lines_join (const char *text, gsize length)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unit_free);
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);
  guint width = 0;
  guint base_indent = 0;
  guint unit_indent = 0;
  guint n_rows = 0;
  BrvTextUnit *unit = NULL;
  const BrvTextUnit *last = NULL; /* whose last line stands above */

  g_return_val_if_fail (text != NULL, units);

  lines = split_lines (text, length);
  width = find_wrap_width (lines);
  base_indent = find_base_indent (lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = line_at (lines, i);
      char mark = find_rule_mark (line->text);

      if ((mark == '=' || mark == '-') && unit != NULL && unit->role == BRV_ROLE_PARAGRAPH &&
          line_at (lines, i - 1)->columns <= MAX_WRAP_COLUMNS)
        {
          unit->role = BRV_ROLE_HEADING;
          unit->level = mark == '=' ? 1 : 2;
        }
      else if (line->columns > 0 && mark == '\0')
        {
          if (unit != NULL && continues (unit, line_at (lines, i - 1), line, width, unit_indent))
            {
              append_line (joined, line->text);
              continue;
            }
          finish_unit (unit, joined);
          n_rows = count_rows (lines, i);
          if (n_rows > 0)
            {
              i += n_rows - 1;
              unit = make_table (lines, i + 1 - n_rows, n_rows, unit == NULL);
            }
          else
            unit = make_unit (line, base_indent, unit == NULL, is_speech (lines, i, last, width));
          last = unit;
          unit_indent = line->indent;
          g_string_assign (joined, unit->text);
          g_ptr_array_add (units, unit);
          continue;
        }
      finish_unit (unit, joined);
      unit = NULL;
    }
  finish_unit (unit, joined);
  part_all (units);
  return units;
}
