/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the blocks of a document are: headings stand out from the text by size, weight or case,
 * quotations are set in from both edges, programs are in type of one width.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/brv-fold.h"
#include "import/brv-byline.h"
#include "import/brv-date.h"
#include "import/brv-pdf-names.h"
#include "import/brv-pdf-roles.h"

#define MAX_HEADING_LINES   4
#define MAX_HEADING_LETTERS 220
/* A paragraph that is longer and ends a sentence is text. */
#define LONGEST_BYLINE 120
/* A title stands in larger type than the text by this factor at least. */
#define TITLE_SIZE 1.2
/* Names without a label stand below the title with at most a subtitle and a version between. */
#define MAX_BEFORE_NAMES 3

/* How a block looks as a whole. */
typedef struct
{
  double size;
  gboolean bold;
  gboolean italic;
  gboolean capitals;
  gboolean fixed;
  guint n_letters;
  gboolean ends_sentence;
} Look;

typedef struct
{
  const BrvPdfComposer *composer;
  GPtrArray *blocks;
  double body_size;
  gboolean body_bold;
  gboolean body_fixed;
} Roles;

static const BrvPdfLine *
get_line (const Roles *self, const BrvPdfBlock *block, guint member)
{
  return &g_array_index (self->composer->lines->lines, BrvPdfLine,
                         g_array_index (block->members, BrvPdfMember, member).line);
}

static BrvPdfBlock *
get_block (const Roles *self, guint i)
{
  return g_ptr_array_index (self->blocks, i);
}

static const BrvPdfStyle *
get_style (const Roles *self, const BrvPdfLine *line)
{
  return brv_pdf_text_get_style (self->composer->text, line->style);
}

static gboolean
ends_sentence (const char *text)
{
  static const char *const ends[] = { ".", "!", "?", ";", ":", ",", "…", "。", "！", "？" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

static void
count_letters (const char *text, Look *look)
{
  guint n_lower = 0;
  guint n_upper = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      look->n_letters += g_unichar_isalpha (c) ? 1 : 0;
      n_lower += g_unichar_islower (c) ? 1 : 0;
      n_upper += g_unichar_isupper (c) ? 1 : 0;
    }
  look->capitals = n_lower == 0 && n_upper >= 3;
}

static Look
look_at (const Roles *self, const BrvPdfBlock *block, const char *text)
{
  Look look = { .bold = TRUE, .italic = TRUE, .fixed = TRUE };

  for (guint i = 0; i < block->members->len; i++)
    {
      const BrvPdfLine *line = get_line (self, block, i);

      look.size = MAX (look.size, line->size);
      look.bold = look.bold && line->bold;
      look.italic = look.italic && line->italic;
      look.fixed = look.fixed && get_style (self, line)->fixed;
    }
  count_letters (text, &look);
  look.ends_sentence = ends_sentence (text);
  return look;
}

/* Whether most letters of the text are bold, or of one width, so that it says nothing. */
static void
look_at_body (Roles *self)
{
  guint n = 0;
  guint n_bold = 0;
  guint n_fixed = 0;

  for (guint i = 0; i < self->composer->lines->lines->len; i++)
    {
      const BrvPdfLine *line = &g_array_index (self->composer->lines->lines, BrvPdfLine, i);

      n += line->n_glyphs;
      n_bold += get_style (self, line)->bold ? line->n_glyphs : 0;
      n_fixed += get_style (self, line)->fixed ? line->n_glyphs : 0;
    }
  self->body_bold = n_bold * 2 > n;
  /* Where a part is in other type, that is the text, however much program there is. */
  self->body_fixed = n_fixed * 5 > n * 4;
}

static gboolean
is_text_after (const Roles *self, guint i)
{
  const BrvPdfBlock *next = i + 1 < self->blocks->len ? get_block (self, i + 1) : NULL;

  return next != NULL && next->role != BRV_ROLE_FOOTNOTE && next->role != BRV_ROLE_TABLE;
}

static gboolean
is_heading (const Roles *self, guint i, const Look *look)
{
  const BrvPdfBlock *block = get_block (self, i);
  guint n_lines = block->members->len;
  gboolean large = look->size > self->body_size * 1.07;
  gboolean bold = look->bold && !self->body_bold && look->size > self->body_size * 0.9;
  gboolean small = look->size < self->body_size * 0.93;

  if (look->n_letters == 0 || look->n_letters > MAX_HEADING_LETTERS || n_lines > MAX_HEADING_LINES)
    return FALSE;
  if (large)
    return !(look->ends_sentence && n_lines >= 2 && look->n_letters > 100);
  if (bold)
    return !(look->ends_sentence && (n_lines > 1 || look->n_letters > 60)) &&
           is_text_after (self, i);
  if (small || n_lines > 2 || look->ends_sentence || look->n_letters > 90 ||
      !is_text_after (self, i) || block->role == BRV_ROLE_LIST_ITEM)
    return FALSE;
  return look->capitals ||
         (look->italic && n_lines == 1 && !get_line (self, get_block (self, i + 1), 0)->italic);
}

/* Whether all lines stand in from both edges of their column. */
static gboolean
is_inset (const Roles *self, const BrvPdfBlock *block)
{
  double left = G_MAXDOUBLE;
  double right = G_MAXDOUBLE;
  guint column = get_line (self, block, 0)->column;
  gboolean ragged = FALSE;

  if (block->members->len < 2)
    return FALSE;
  for (guint i = 0; i < block->members->len; i++)
    {
      const BrvPdfLine *line = get_line (self, block, i);

      if (line->column != column)
        continue;
      ragged = ragged || (i > 0 && fabs ((double)line->box.x1 - get_line (self, block, 1)->box.x1) >
                                     line->size * 0.3);
      left = MIN (left, line->box.x1 - line->left);
      right = MIN (right, line->right - line->box.x2);
    }
  return !ragged && left > self->body_size && right > self->body_size * 0.8;
}

static void
assign_plain_roles (Roles *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvPdfBlock *block = get_block (self, i);
      g_autofree char *text = NULL;
      Look look = { 0 };

      if (block->role != BRV_ROLE_PARAGRAPH && block->role != BRV_ROLE_LIST_ITEM)
        continue;
      text = brv_pdf_compose (self->composer, block, NULL);
      look = look_at (self, block, text);
      if (look.fixed && !self->body_fixed &&
          (block->members->len > 1 || look.n_letters == 0 || !is_heading (self, i, &look)))
        block->role = BRV_ROLE_PREFORMATTED;
      else if (block->skip == 0 && !get_line (self, block, 0)->bulleted && !block->contents &&
               is_heading (self, i, &look))
        block->role = BRV_ROLE_HEADING;
      else if (block->role == BRV_ROLE_LIST_ITEM)
        block->level = 1;
      else if (is_inset (self, block))
        {
          block->role = BRV_ROLE_QUOTE;
          block->level = 1;
        }
    }
}

/* Lines of a program that a gap parts are still one. */
static void
merge_preformatted (Roles *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvPdfBlock *block = get_block (self, i);

      if (block->role != BRV_ROLE_PREFORMATTED)
        continue;
      while (i + 1 < self->blocks->len && get_block (self, i + 1)->role == BRV_ROLE_PREFORMATTED &&
             get_block (self, i + 1)->page == block->page)
        {
          BrvPdfBlock *next = get_block (self, i + 1);

          g_array_append_vals (block->members, next->members->data, next->members->len);
          g_ptr_array_remove_index (self->blocks, i + 1);
        }
    }
}

/**
 * brv_pdf_says:
 * @text: a text
 * @words: other words
 *
 * Returns: whether @words stand in @text, whatever their case, marks and spaces
 */
gboolean
brv_pdf_says (const char *text, const char *words)
{
  g_autoptr (BrvFold) a = brv_fold_new (text, -1, BRV_FOLD_SEARCH);
  g_autoptr (BrvFold) b = brv_fold_new (words, -1, BRV_FOLD_SEARCH);

  return brv_fold_get_length (b) > 0 &&
         strstr (brv_fold_get_text (a), brv_fold_get_text (b)) != NULL;
}

static gboolean
is_title_of (const char *text, const char *declared)
{
  return declared != NULL && brv_pdf_says (text, declared) &&
         strlen (text) <= strlen (declared) + 24;
}

/* A letter by itself is part of a picture or a logogram, and a numbered heading that of a part. */
static gboolean
is_no_title (const char *text)
{
  return *text == '\0' || *g_utf8_next_char (text) == '\0' || g_str_has_prefix (text, "1 ") ||
         g_str_has_prefix (text, "1. ");
}

static char *
fold (const char *text)
{
  g_autoptr (BrvFold) folded = brv_fold_new (text, -1, BRV_FOLD_SEARCH);

  return g_strdup (brv_fold_get_text (folded));
}

/* The folded words of running heads, with the last page that each stands on. */
static GHashTable *
find_running_heads (const BrvPdfText *text)
{
  GHashTable *heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint p = 1; p < text->pages->len; p++)
    {
      const BrvPdfPage *page = g_ptr_array_index (text->pages, p);

      for (guint i = 0; i < page->pieces->len; i++)
        {
          const BrvPdfPiece *piece = &g_array_index (page->pieces, BrvPdfPiece, i);
          g_autofree char *words = NULL;

          if (!piece->furniture || piece->counts)
            continue;
          words = brv_pdf_piece_dup_text (page, piece);
          g_hash_table_insert (heads, fold (words), GUINT_TO_POINTER (p));
        }
    }
  return heads;
}

/* The heading on the first page that the running heads repeat to the end, as those of journals do. */
static BrvPdfBlock *
find_running_title (const Roles *self)
{
  guint n_pages = self->composer->text->pages->len;
  g_autoptr (GHashTable) heads = NULL;

  if (n_pages < 3)
    return NULL;
  heads = find_running_heads (self->composer->text);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvPdfBlock *block = get_block (self, i);
      g_autofree char *text = NULL;
      g_autofree char *folded = NULL;
      guint last = 0;

      if (block->page > get_block (self, 0)->page)
        break;
      if (block->role != BRV_ROLE_HEADING)
        continue;
      text = brv_pdf_compose (self->composer, block, NULL);
      folded = fold (text);
      last = GPOINTER_TO_UINT (g_hash_table_lookup (heads, folded));
      if (!is_no_title (text) && last * 3 >= n_pages * 2)
        return block;
    }
  return NULL;
}

/* The block on the first page that is the document's title. */
static BrvPdfBlock *
find_title (const Roles *self, const char *declared)
{
  BrvPdfBlock *best = NULL;
  double best_size = 0;
  double other_size = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      BrvPdfBlock *block = get_block (self, i);
      const BrvPdfLine *line = get_line (self, block, 0);
      const BrvPdfPage *page = g_ptr_array_index (self->composer->text->pages, line->page);
      g_autofree char *text = NULL;

      if (block->page > get_block (self, 0)->page + 1 ||
          (block->role != BRV_ROLE_HEADING && block->role != BRV_ROLE_PARAGRAPH))
        continue;
      text = brv_pdf_compose (self->composer, block, NULL);
      if (is_title_of (text, declared))
        return block;
      if (block->role == BRV_ROLE_HEADING && line->size > best_size + 0.3 && !is_no_title (text) &&
          line->box.y1 < page->height * 0.6 && block->page == get_block (self, 0)->page)
        {
          best = block;
          best_size = line->size;
        }
    }
  for (guint i = 0; i < self->blocks->len; i++)
    if (get_block (self, i) != best && get_block (self, i)->role == BRV_ROLE_HEADING)
      other_size = MAX (other_size, get_line (self, get_block (self, i), 0)->size);
  return best_size >= self->body_size * TITLE_SIZE && best_size > other_size * 1.04
           ? best
           : find_running_title (self);
}

static gboolean
is_byline (const char *text, const char *const *authors)
{
  g_auto (GStrv) names = brv_byline_find (text);

  if (names != NULL)
    return TRUE;
  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    if (brv_pdf_says (text, authors[i]) && strlen (text) < 300)
      return TRUE;
  return FALSE;
}

/* Whether a block can stand between the title and the text: not what is itself part of a text. */
static gboolean
is_about_text (const BrvPdfBlock *block, const char *text)
{
  if (block->role == BRV_ROLE_QUOTE || block->role == BRV_ROLE_LIST_ITEM ||
      block->role == BRV_ROLE_FOOTNOTE)
    return FALSE;
  return block->role != BRV_ROLE_PARAGRAPH || strlen (text) < LONGEST_BYLINE ||
         !g_str_has_suffix (text, ".");
}

/* Whether a block close below the title is the names of its authors, without a label. */
static gboolean
is_names (const Roles *self, guint i, guint title)
{
  const BrvPdfBlock *block = get_block (self, i);
  g_auto (GStrv) names = NULL;

  if (i > title + MAX_BEFORE_NAMES ||
      (block->role != BRV_ROLE_PARAGRAPH && block->role != BRV_ROLE_HEADING &&
       block->role != BRV_ROLE_QUOTE))
    return FALSE;
  names = brv_pdf_names_find (self->composer, self->blocks, i);
  return names != NULL;
}

/* Marks what stands between the title and the text: names and dates. */
static void
assign_bylines (Roles *self, const BrvPdfBlock *title, const char *const *authors)
{
  guint i = 0;
  guint first = 0;
  gboolean named = FALSE;

  while (i < self->blocks->len && get_block (self, i) != title)
    i++;
  first = i;
  for (i++; i < self->blocks->len; i++)
    {
      BrvPdfBlock *block = get_block (self, i);
      g_autofree char *text = brv_pdf_compose (self->composer, block, NULL);
      g_autofree char *date = brv_date_parse (text);

      if (strlen (text) > 300 || block->page != title->page)
        break;
      if (!named && is_names (self, i, first))
        {
          named = TRUE;
          block->role = BRV_ROLE_BYLINE;
          block->level = 0;
          continue;
        }
      if (!is_about_text (block, text))
        break;
      if ((block->role == BRV_ROLE_PARAGRAPH || block->role == BRV_ROLE_HEADING) &&
          (date != NULL || is_byline (text, authors)))
        {
          named = named || date == NULL;
          block->role = BRV_ROLE_BYLINE;
          block->level = 0;
        }
    }
}

static gint
compare_ranks (gconstpointer a, gconstpointer b)
{
  return *(const gint *)b - *(const gint *)a;
}

/* Larger headings stand above smaller ones, and bold above capitals above italic ones. */
static void
assign_levels (Roles *self, guint first)
{
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autofree gint *rank_of = g_new0 (gint, self->blocks->len + 1);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const BrvPdfBlock *block = get_block (self, i);
      g_autofree char *text = NULL;
      gboolean known = FALSE;
      Look look = { 0 };

      if (block->role != BRV_ROLE_HEADING)
        continue;
      text = brv_pdf_compose (self->composer, block, NULL);
      look = look_at (self, block, text);
      rank_of[i] = (gint)lround (look.size * 2) * 8 + (look.bold ? 4 : 0) +
                   (look.capitals ? 2 : 0) - (look.italic ? 1 : 0);
      for (guint k = 0; k < ranks->len && !known; k++)
        known = g_array_index (ranks, gint, k) == rank_of[i];
      if (!known)
        g_array_append_val (ranks, rank_of[i]);
    }
  g_array_sort (ranks, compare_ranks);
  for (guint i = 0; i < self->blocks->len; i++)
    for (guint k = 0; k < ranks->len && get_block (self, i)->role == BRV_ROLE_HEADING; k++)
      if (g_array_index (ranks, gint, k) == rank_of[i])
        get_block (self, i)->level = MIN (first + k, 6);
}

/**
 * brv_pdf_roles_assign:
 * @composer: what the blocks are made of
 * @blocks: (element-type BrvPdfBlock): the blocks of a document
 * @declared_title: (nullable): its title, as the file says
 * @declared_authors: (nullable) (array zero-terminated=1): its authors, as the file says
 *
 * Finds title, bylines, headings with their levels, quotations and programs.
 */
void
brv_pdf_roles_assign (const BrvPdfComposer *composer,
                      GPtrArray *blocks,
                      const char *declared_title,
                      const char *const *declared_authors)
{
  Roles self = { composer, blocks, composer->lines->body_size, FALSE, FALSE };
  BrvPdfBlock *title = NULL;

  if (blocks->len == 0)
    return;
  look_at_body (&self);
  assign_plain_roles (&self);
  merge_preformatted (&self);
  title = find_title (&self, declared_title);
  if (title != NULL)
    {
      title->role = BRV_ROLE_TITLE;
      assign_bylines (&self, title, declared_authors);
    }
  assign_levels (&self, title != NULL ? 2 : 1);
}
