/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Lines become paragraphs. A paragraph ends where the next line stands further away, is indented,
 * begins with a bullet or is set in another type, and where its first word would still have found
 * room on the line before.
 */

#include "config.h"

#include <math.h>

#include "import/brv-pdf-edges.h"
#include "import/brv-pdf-habits.h"
#include "import/brv-pdf-line-signs.h"
#include "import/brv-pdf-measures.h"
#include "import/brv-pdf-paragraphs.h"

/* Text stands further below a caption than lines from each other, by this factor at least. */
#define CAPTION_GAP 1.1

typedef enum
{
  FOLLOW_JOIN,
  FOLLOW_BREAK,
  FOLLOW_NEW,
} Follow;

typedef struct
{
  const BrvPdfLines *lines;
  const BrvPdfText *text;
  const BrvPdfLineKind *kinds;
  const BrvPdfMeasures *measures;
  GPtrArray *blocks; /* (element-type BrvPdfBlock) */
} Grouper;

static const BrvPdfLine *
get_line (const Grouper *self, guint i)
{
  return &g_array_index (self->lines->lines, BrvPdfLine, i);
}

static gboolean
begins_item (const Grouper *self, const BrvPdfLine *line, gboolean *bullet)
{
  return brv_pdf_line_begins_item (self->lines, self->text, line, bullet);
}

static gboolean
begins_lower (const Grouper *self, const BrvPdfLine *line)
{
  return brv_pdf_line_begins_lower (self->lines, self->text, line);
}

static gboolean
ends_sentence (const Grouper *self, const BrvPdfLine *line)
{
  return brv_pdf_line_ends_sentence (self->lines, self->text, line);
}

static gboolean
is_short (const Grouper *self, guint p, guint i)
{
  return brv_pdf_measures_is_short (self->measures, p, i) ||
         (ends_sentence (self, get_line (self, p)) &&
          brv_pdf_measures_is_unstretched (self->measures, p)) ||
         brv_pdf_measures_is_before_stretched (self->measures, p, i);
}

/* Whether a line goes on with a word that the one before it parts. */
static gboolean
is_parted (const Grouper *self, const BrvPdfLine *above, const BrvPdfLine *line)
{
  return brv_pdf_line_ends_with_hyphen (self->lines, self->text, above) &&
         begins_lower (self, line);
}

static void
block_free (gpointer data)
{
  BrvPdfBlock *block = data;

  g_array_unref (block->members);
  g_free (block);
}

static BrvPdfBlock *
add_block (Grouper *self, BrvRole role, guint line)
{
  BrvPdfBlock *block = g_new0 (BrvPdfBlock, 1);
  BrvPdfMember member = { line, BRV_PDF_JOIN_WORDS };

  block->role = role;
  block->page = get_line (self, line)->page;
  block->members = g_array_new (FALSE, FALSE, sizeof (BrvPdfMember));
  g_array_append_val (block->members, member);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_member (BrvPdfBlock *block, guint line, BrvPdfJoin join)
{
  BrvPdfMember member = { line, join };

  g_array_append_val (block->members, member);
}

static gboolean
is_centred (const BrvPdfLine *line)
{
  return fabs ((double)line->box.x1 + line->box.x2 - line->left - line->right) < line->size;
}

static gboolean
fills_column (const BrvPdfLine *line)
{
  return line->box.x1 - line->left < 0.5 * line->size &&
         line->right - line->box.x2 < 0.5 * line->size;
}

static gboolean
are_centred (const Grouper *self, guint p, guint i)
{
  const BrvPdfLine *a = get_line (self, p);
  const BrvPdfLine *b = get_line (self, i);

  if (fabs ((double)a->box.x1 + a->box.x2 - b->box.x1 - b->box.x2) >= 3 ||
      fabs ((double)a->box.x1 - b->box.x1) <= 3 || !is_centred (a) || !is_centred (b))
    return FALSE;
  /* A name in the middle, and text below it. */
  if (fills_column (b) && is_short (self, p, i))
    return FALSE;
  /* Below a line at the edge, an indented one can look so; then the next begins at the edge again. */
  return a->box.x1 - a->left >= 0.5 * a->size || i + 1 == self->lines->lines->len ||
         !brv_pdf_measures_are_neighbours (self->measures, i + 1) ||
         is_centred (get_line (self, i + 1));
}

/* A line further in than the first one of its block: hung in, or the indented start of the next. */
static Follow
follow_first_line (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);

  /* In the middle of a sentence. */
  if (begins_lower (self, line) && !ends_sentence (self, above))
    return FOLLOW_JOIN;
  if (is_short (self, p, i))
    return FOLLOW_NEW;
  if (block->role == BRV_ROLE_LIST_ITEM)
    return FOLLOW_JOIN;
  if (i + 1 < self->lines->lines->len && brv_pdf_measures_are_neighbours (self->measures, i + 1) &&
      brv_pdf_measures_is_same_type (line, get_line (self, i + 1)))
    {
      double next = brv_pdf_measures_get_indent (line, get_line (self, i + 1));

      if (fabs (next) < BRV_PDF_INDENT * line->size)
        return FOLLOW_JOIN;
      if (next < 0)
        return FOLLOW_NEW;
    }
  return ends_sentence (self, above) ? FOLLOW_NEW : FOLLOW_JOIN;
}

/* Where the lines of a block after its first stand, from the left edge of their column. */
static double
find_hanging (const Grouper *self, const BrvPdfBlock *block)
{
  guint last = g_array_index (block->members, BrvPdfMember, block->members->len - 1).line;
  const BrvPdfLine *line = get_line (self, last);

  if (block->members->len > 1)
    return line->box.x1 - line->left;
  if (block->role == BRV_ROLE_LIST_ITEM && line->n_words > 1 && !line->bulleted)
    return brv_pdf_lines_get_word (self->lines, self->text, line, 1)->box.x1 - line->left;
  /* Not an indented first line, if the line above it stands as far in. */
  if (last > 0 && brv_pdf_measures_are_neighbours (self->measures, last) &&
      fabs ((double)get_line (self, last - 1)->box.x1 - line->box.x1) < BRV_PDF_INDENT * line->size)
    return line->box.x1 - line->left;
  return 0;
}

/* Whether the second line of an item stands neither below its words nor below its mark. */
static gboolean
leaves_item (const Grouper *self,
             const BrvPdfBlock *block,
             const BrvPdfLine *first,
             const BrvPdfLine *line)
{
  return !line->rtl &&
         fabs (line->box.x1 - line->left - find_hanging (self, block)) > 0.4 * line->size &&
         fabs ((double)line->box.x1 - first->box.x1) > 0.1 * line->size;
}

/* Whether a line as far in as the only one of its block begins a paragraph as that one did. */
static gboolean
begins_paragraph (const Grouper *self, guint p, guint i)
{
  const BrvPdfLine *line = get_line (self, i);

  if (!brv_pdf_measures_is_first_line (self->measures, p) ||
      !brv_pdf_measures_is_first_line (self->measures, i) ||
      !ends_sentence (self, get_line (self, p)))
    return FALSE;
  if (is_short (self, p, i))
    return TRUE;
  return i + 1 < self->lines->lines->len &&
         brv_pdf_measures_are_neighbours (self->measures, i + 1) &&
         brv_pdf_measures_is_same_type (line, get_line (self, i + 1)) &&
         brv_pdf_measures_get_indent (line, get_line (self, i + 1)) < -BRV_PDF_INDENT * line->size;
}

static gboolean
is_caption (const Grouper *self, guint i)
{
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);

  return brv_pdf_line_is_caption (words);
}

/* Whether a line is text below a caption: it stands a little further away than lines do, or in other
 * type. */
static gboolean
leaves_caption (const Grouper *self, guint p, guint i)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);

  return fabs (above->size - line->size) > 0.25 ||
         line->base - above->base >
           brv_pdf_measures_get_pitch (self->measures, line->size) * CAPTION_GAP;
}

/* Whether a line stands below the words of an item that a drawn bullet begins: the next has its own. */
static gboolean
is_in_bulleted (const Grouper *self, const BrvPdfLine *line, const BrvPdfBlock *block)
{
  const BrvPdfLine *first = get_line (self, g_array_index (block->members, BrvPdfMember, 0).line);

  return first->bulleted && first->column == line->column &&
         fabs ((double)first->box.x1 - line->box.x1) < 0.3 * line->size;
}

static Follow
follow_in_column (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
  double pitch = line->base - above->base;
  double indent = brv_pdf_measures_get_indent (above, line);
  gboolean is_first = block->members->len == 1;
  gboolean inset = line->box.x1 - line->left > line->size;
  gboolean bullet = FALSE;

  if (pitch < 0.3 * line->size ||
      pitch > brv_pdf_measures_get_pitch (self->measures, line->size) * BRV_PDF_GAP + 0.6)
    return FOLLOW_NEW;
  if (begins_item (self, line, &bullet) &&
      (bullet || is_short (self, p, i) || fabs (indent) > BRV_PDF_INDENT * line->size ||
       (ends_sentence (self, above) &&
        g_unichar_isdigit (brv_pdf_line_get_letter (self->lines, self->text, line, 0, 0))) ||
       (block->role == BRV_ROLE_LIST_ITEM && is_first)))
    return FOLLOW_NEW;
  if (brv_pdf_measures_is_display (self->measures, line) || are_centred (self, p, i) ||
      is_in_bulleted (self, line, block))
    return FOLLOW_JOIN;
  if (ends_sentence (self, above) && is_caption (self, i))
    return FOLLOW_NEW;
  if (block->role == BRV_ROLE_CAPTION && leaves_caption (self, p, i))
    return FOLLOW_NEW;
  if (block->role == BRV_ROLE_LIST_ITEM && is_first && leaves_item (self, block, above, line))
    return FOLLOW_NEW;
  if (is_first && begins_paragraph (self, p, i))
    return FOLLOW_NEW;
  if (indent > BRV_PDF_INDENT * line->size)
    return is_first ? follow_first_line (self, p, i, block) : FOLLOW_NEW;
  if (indent < -BRV_PDF_INDENT * line->size)
    return is_first && block->role != BRV_ROLE_LIST_ITEM &&
               (!is_short (self, p, i) || (self->measures->apart && !ends_sentence (self, above)))
             ? FOLLOW_JOIN
             : FOLLOW_NEW;
  /* A word by itself cannot be stretched. */
  if (above->n_words == 1 && is_first && begins_lower (self, line) && !ends_sentence (self, above))
    return FOLLOW_JOIN;
  if (!is_short (self, p, i) || (is_parted (self, above, line)))
    return FOLLOW_JOIN;
  /* Lines that are not justified need not be filled as far as they could be. */
  if (self->measures->apart && !self->measures->filled &&
      (inset ? ends_sentence (self, above) && !brv_pdf_measures_is_half_empty (self->measures, p)
             : begins_lower (self, line) || !brv_pdf_measures_is_half_empty (self->measures, p)))
    return FOLLOW_JOIN;
  /* Short lines set in are items of a list whose bullets are no letters. */
  return self->measures->tight || ends_sentence (self, above) || inset ? FOLLOW_NEW : FOLLOW_BREAK;
}

/* Whether a line at the top of a column or page goes on with the paragraph at the foot of another. */
static gboolean
continues (const Grouper *self, guint p, guint i, const BrvPdfBlock *block)
{
  const BrvPdfLine *above = get_line (self, p);
  const BrvPdfLine *line = get_line (self, i);
  gboolean bullet = FALSE;

  if (!brv_pdf_measures_is_same_type (above, line) ||
      brv_pdf_measures_is_display (self->measures, line) || line->page > above->page + 1 ||
      begins_item (self, line, &bullet) || is_caption (self, i))
    return FALSE;
  if (is_parted (self, above, line))
    return TRUE;
  if (begins_lower (self, line) && !ends_sentence (self, above) &&
      !(above->box.x1 - above->left > above->size &&
        brv_pdf_measures_is_half_empty (self->measures, p)))
    return TRUE;
  if (is_short (self, p, i) || (block->role == BRV_ROLE_LIST_ITEM && self->measures->filled &&
                                brv_pdf_measures_is_short_item (self->measures, p, i)))
    return FALSE;
  if (begins_lower (self, line))
    return TRUE;
  if (!line->rtl &&
      fabs (line->box.x1 - line->left - find_hanging (self, block)) > 0.8 * line->size)
    return FALSE;
  if (!ends_sentence (self, above))
    return TRUE;
  /* An indented first line stands further in than the one below it. */
  return !(
    i + 1 < self->lines->lines->len && brv_pdf_measures_are_neighbours (self->measures, i + 1) &&
    brv_pdf_measures_get_indent (get_line (self, i + 1), line) > BRV_PDF_INDENT * line->size);
}

/* An entry of a table of contents ends with the line that has its number. */
static void
mark_contents (const Grouper *self, BrvPdfBlock *block, guint line)
{
  block->contents = brv_pdf_line_is_contents (self->lines, self->text, line);
  if (block->contents)
    block->role = BRV_ROLE_LIST_ITEM;
}

static BrvPdfBlock *
start_text (Grouper *self, guint i)
{
  const BrvPdfLine *line = get_line (self, i);
  gboolean bullet = FALSE;
  gboolean item = begins_item (self, line, &bullet);
  g_autofree char *words = brv_pdf_lines_dup_text (self->lines, self->text, i);
  BrvRole role = item                              ? BRV_ROLE_LIST_ITEM
                 : brv_pdf_line_is_caption (words) ? BRV_ROLE_CAPTION
                                                   : BRV_ROLE_PARAGRAPH;
  BrvPdfBlock *block = add_block (self, role, i);

  block->skip = bullet && !line->bulleted ? 1 : 0;
  mark_contents (self, block, i);
  return block;
}

/* The paragraph that was broken off by a figure or table, if the line goes on with it. */
static BrvPdfBlock *
find_broken_off (const Grouper *self, guint i)
{
  for (guint b = self->blocks->len; b > 0; b--)
    {
      BrvPdfBlock *block = g_ptr_array_index (self->blocks, b - 1);
      guint last = g_array_index (block->members, BrvPdfMember, block->members->len - 1).line;

      if (block->role == BRV_ROLE_CAPTION || block->role == BRV_ROLE_TABLE ||
          get_line (self, last)->aside != get_line (self, i)->aside)
        continue;
      if (b == self->blocks->len || block->role == BRV_ROLE_FOOTNOTE ||
          ends_sentence (self, get_line (self, last)) || !begins_lower (self, get_line (self, i)) ||
          !continues (self, last, i, block))
        return NULL;
      return block;
    }
  return NULL;
}

static BrvPdfBlock *
add_text (Grouper *self, guint i, BrvPdfBlock *open)
{
  guint p =
    open != NULL ? g_array_index (open->members, BrvPdfMember, open->members->len - 1).line : 0;
  const BrvPdfLine *line = get_line (self, i);
  BrvPdfBlock *broken = NULL;

  if (open != NULL && open->contents)
    return start_text (self, i);
  if (open != NULL && get_line (self, p)->page == line->page &&
      get_line (self, p)->column == line->column && p + 1 == i)
    {
      Follow follow = brv_pdf_measures_is_same_type (get_line (self, p), line)
                        ? follow_in_column (self, p, i, open)
                        : FOLLOW_NEW;

      if (follow == FOLLOW_NEW)
        return start_text (self, i);
      add_member (open, i, follow == FOLLOW_BREAK ? BRV_PDF_JOIN_BREAK : BRV_PDF_JOIN_WORDS);
      mark_contents (self, open, i);
      return open;
    }
  if (open != NULL && open->role != BRV_ROLE_CAPTION && continues (self, p, i, open))
    {
      add_member (open, i, BRV_PDF_JOIN_WORDS);
      return open;
    }
  broken = find_broken_off (self, i);
  if (broken == NULL)
    return start_text (self, i);
  add_member (broken, i, BRV_PDF_JOIN_WORDS);
  return broken;
}

static gint
compare_blocks (gconstpointer a, gconstpointer b)
{
  const BrvPdfBlock *block_a = *(const BrvPdfBlock *const *)a;
  const BrvPdfBlock *block_b = *(const BrvPdfBlock *const *)b;
  gboolean note_a = block_a->role == BRV_ROLE_FOOTNOTE;
  gboolean note_b = block_b->role == BRV_ROLE_FOOTNOTE;

  if (block_a->page != block_b->page)
    return block_a->page < block_b->page ? -1 : 1;
  if (note_a != note_b)
    return note_a ? 1 : -1;
  return (gint)g_array_index (block_a->members, BrvPdfMember, 0).line -
         (gint)g_array_index (block_b->members, BrvPdfMember, 0).line;
}

static void
group (Grouper *self)
{
  BrvPdfBlock *open = NULL; /* paragraph that a line may go on with */
  BrvPdfBlock *aside = NULL;
  BrvPdfBlock *note = NULL;
  BrvPdfBlock *table = NULL;

  for (guint i = 0; i < self->lines->lines->len; i++)
    switch (self->kinds[i])
      {
      case BRV_PDF_LINE_NOTE_START:
        note = add_block (self, BRV_ROLE_FOOTNOTE, i);
        break;
      case BRV_PDF_LINE_NOTE:
        if (note != NULL)
          add_member (note, i, BRV_PDF_JOIN_WORDS);
        else
          note = add_block (self, BRV_ROLE_FOOTNOTE, i);
        break;
      case BRV_PDF_LINE_TABLE_START:
        table = add_block (self, BRV_ROLE_TABLE, i);
        open = NULL;
        break;
      case BRV_PDF_LINE_ROW:
      case BRV_PDF_LINE_ROW_CELLS:
        add_member (table, i,
                    self->kinds[i] == BRV_PDF_LINE_ROW ? BRV_PDF_JOIN_BREAK : BRV_PDF_JOIN_WORDS);
        break;
      case BRV_PDF_LINE_TEXT:
      default:
        if (get_line (self, i)->aside)
          aside = add_text (self, i, aside);
        else
          open = add_text (self, i, open);
        break;
      }
}

/**
 * brv_pdf_paragraphs_group:
 * @lines: the lines of a document
 * @text: the letters they are made of
 * @kinds: (array): what each line is
 *
 * Groups lines into blocks: the text's in reading order, footnotes after the text that begins on
 * their page. Roles that need the whole document are still those of a paragraph.
 *
 * Returns: (transfer full) (element-type BrvPdfBlock): the blocks
 */
GPtrArray *
brv_pdf_paragraphs_group (const BrvPdfLines *lines,
                          const BrvPdfText *text,
                          const BrvPdfLineKind *kinds)
{
  g_autoptr (BrvPdfMeasures) measures = brv_pdf_measures_new (lines, text, kinds);
  Grouper self = { lines, text, kinds, measures, g_ptr_array_new_with_free_func (block_free) };

  brv_pdf_habits_find_pitches (measures);
  brv_pdf_edges_find (measures);
  brv_pdf_habits_find (measures);
  group (&self);
  g_ptr_array_sort (self.blocks, compare_blocks);
  return self.blocks;
}
