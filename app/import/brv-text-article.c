/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What each unit of a text is. People save web pages as plain text by copying what they
 * see: the site's name and buttons stand above the title, addresses and other headlines below the
 * article. Nothing marks them but their words, their form and their place, and each of these
 * rules uses two of the three. A text that shows no sign of being such a copy keeps every line.
 */

#include "config.h"

#include <string.h>

#include "import/brv-furniture-appeal.h"
#include "import/brv-html-page.h"
#include "import/brv-text-addresses.h"
#include "import/brv-text-article.h"
#include "import/brv-text-authors.h"
#include "import/brv-text-body.h"
#include "import/brv-text-captions.h"
#include "import/brv-text-closing.h"
#include "import/brv-text-clusters.h"
#include "import/brv-text-copied.h"
#include "import/brv-text-head.h"
#include "import/brv-text-incomplete.h"
#include "import/brv-text-lists.h"
#include "import/brv-text-note-marks.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"
#include "import/brv-text-title.h"

/* Lengths in words. */
#define MAX_SPEAKER     3
#define MAX_HEADING     18
#define MIN_PULL_QUOTE  5
#define MAX_PULL_QUOTE  45
#define MIN_WHOLE_QUOTE 7 /* a sentence without quotation marks */
#define MIN_ANNOUNCING  5
#define MAX_ANNOUNCED   90
/* Labels of furniture. */
#define MAX_LABEL       8
#define MAX_INNER       12
#define MAX_LAST_BUTTON 4
/* Sentences. */
#define MIN_ABOUT 5
/* Lines that stand together, without empty lines between them. */
#define MIN_CLUSTER       2
#define MAX_CLUSTER       8
#define MAX_CLUSTER_WORDS 7 /* a line, on the average */
/* A pull quote's words stand in a paragraph in their order; this share of them is enough, and
 * less of them where there are many: editors turn a clause into a sentence. */
#define PULL_QUOTE_SHARE      0.85
#define LONG_PULL_QUOTE_SHARE 0.75
#define LONG_PULL_QUOTE       9
#define PULL_QUOTE_REACH      4
#define PULL_QUOTE_FAR        60 /* for one with all the words */

/* Whether a quotation mark begins a text. */
static gboolean
is_quoted (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  return first == '"' || first == 0x201C || first == 0x2018 || first == 0xAB || first == 0x201E;
}

/* Whether the unit at index has the words of the paragraph at other: this share of them if it stands near,
 * all of them farther away. In a copy a sentence that is a paragraph itself is the quote where it stands again. */
static gboolean
repeats (const BrvTextParts *self, guint index, guint other, const GStrv words, double share)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const BrvTextPart *whole = brv_text_parts_at (self, other);
  gboolean near = other + PULL_QUOTE_REACH >= index && other <= index + PULL_QUOTE_REACH;

  if (!near && (!self->is_copy || other < self->body || item->n_words < MIN_WHOLE_QUOTE))
    return FALSE;
  if (g_str_equal (whole->unit->text, item->unit->text))
    return self->is_copy && other < index && whole->role == BRV_ROLE_PARAGRAPH &&
           brv_text_ends_sentence (whole->unit->text);
  return whole->prose && whole->n_words > item->n_words &&
         (near || strstr (whole->unit->text, words[g_strv_length (words) - 1]) != NULL) &&
         brv_text_share_in_order (words, whole->unit->text) >= (near ? share : 1);
}

static gboolean
is_pull_quote (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  gboolean quoted = is_quoted (item->unit->text);
  double share = 0;
  g_auto (GStrv) words = NULL;

  if (item->role != BRV_ROLE_PARAGRAPH || item->n_words < MIN_PULL_QUOTE ||
      item->n_words > MAX_PULL_QUOTE)
    return FALSE;
  words = brv_text_split_words (item->unit->text);
  share = g_strv_length (words) >= LONG_PULL_QUOTE ? LONG_PULL_QUOTE_SHARE : PULL_QUOTE_SHARE;
  /* A sentence of the text's own may take up some words of another. */
  if (brv_text_ends_statement (item->unit->text) && !quoted)
    {
      if (item->n_words < MIN_WHOLE_QUOTE)
        return FALSE;
      share = 1;
    }
  for (guint i = index > PULL_QUOTE_FAR ? index - PULL_QUOTE_FAR : 0;
       i < MIN (self->end, index + PULL_QUOTE_FAR); i++)
    if (i != index && repeats (self, index, i, words, share))
      return TRUE;
  return FALSE;
}

/* Whether a line has no letter and no digit: an ornament between sections. */
static gboolean
is_ornament (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static gboolean
begins_quoted (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  return first == '"' || first == '\'' || first == 0xAB || first == 0x300C || first == 0x300E ||
         (first >= 0x2010 && first <= 0x201F) || first == '-';
}

/* Whether the paragraph at index is what the one above it announces by a colon: other words, which the
 * page sets in. Speech has its own marks, lists are found before. */
static gboolean
is_announced_quote (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const BrvTextPart *above = index > self->body ? brv_text_parts_at (self, index - 1) : NULL;
  gunichar last = above != NULL ? brv_text_last_char (above->unit->text) : 0;

  return self->is_copy && (last == ':' || last == 0xFF1A) && above->role == BRV_ROLE_PARAGRAPH &&
         above->kept && above->n_words >= MIN_ANNOUNCING && index + 1 < self->end &&
         item->role == BRV_ROLE_PARAGRAPH && item->n_words <= MAX_ANNOUNCED &&
         brv_text_ends_sentence (item->unit->text) && !begins_quoted (item->unit->text);
}

/* Whether a line parts two paragraphs of a copy in which none are parted by empty lines. */
static gboolean
heads_close_text (const BrvTextParts *self, guint index)
{
  return self->is_copy && index > self->body && brv_text_parts_at (self, index - 1)->prose &&
         !brv_text_parts_at (self, index - 1)->unit->after_blank &&
         brv_text_parts_at (self, index + 1)->prose &&
         !brv_text_parts_at (self, index + 1)->unit->after_blank;
}

/* Whether a line begins with who speaks, as others do: "Q: How many are there?" */
static gboolean
is_speech (const BrvTextParts *self, guint index)
{
  const char *text = brv_text_parts_get_text (self, index);
  const char *colon = strstr (text, ": ");
  g_autofree char *speaker = NULL;

  if (colon == NULL || brv_count_words (text, (gsize)(colon - text)) > MAX_SPEAKER)
    return FALSE;
  speaker = g_strndup (text, (gsize)(colon + 2 - text));
  for (guint i = self->body; i < self->end; i++)
    if (i != index && g_str_has_prefix (brv_text_parts_get_text (self, i), speaker))
      return TRUE;
  return FALSE;
}

static gboolean
is_heading (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const BrvTextPart *next = NULL;
  gunichar last = brv_text_last_char (item->unit->text);

  if (self->has_headings || item->n_words == 0 || item->n_words > MAX_HEADING ||
      index + 1 >= self->end || brv_text_ends_statement (item->unit->text) || last == ':' ||
      last == ',' || last == ';' || item->address != NULL || is_speech (self, index) ||
      brv_text_is_code (item->unit->text) ||
      (is_quoted (item->unit->text) && brv_text_ends_sentence (item->unit->text)))
    return FALSE;
  next = brv_text_parts_at (self, index + 1);
  /* A number before a single line that is no sentence numbers a section. */
  if (item->unit->role == BRV_ROLE_LIST_ITEM)
    return g_ascii_isdigit (*item->unit->text) && item->unit->after_blank &&
           next->unit->after_blank && next->unit->role == BRV_ROLE_PARAGRAPH &&
           (next->prose || brv_text_ends_sentence (next->unit->text) ||
            brv_text_last_char (next->unit->text) == ':');
  return item->role == BRV_ROLE_PARAGRAPH &&
         (item->unit->after_blank || index == self->body || heads_close_text (self, index)) &&
         (next->prose || next->unit->role == BRV_ROLE_LIST_ITEM || next->n_words > 0);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* Whether a line is known to be none of an article, by its words. */
static gboolean
is_sign (const BrvTextPart *item)
{
  return item->furniture != BRV_FURNITURE_NONE || brv_furniture_is_appeal (item->unit->text) ||
         brv_furniture_ends_article (item->unit->text) || brv_text_part_is_address_line (item) ||
         brv_text_cluster_is_date_line (item);
}

/* Whether a line stands right below another that is the article's. */
static gboolean
goes_on (const BrvTextParts *self, guint index)
{
  const BrvTextPart *above = index > self->body ? brv_text_parts_at (self, index - 1) : NULL;

  return above != NULL && !brv_text_parts_at (self, index)->unit->after_blank && !above->prose &&
         above->kept && above->role != BRV_ROLE_FURNITURE;
}

/*
 * The end of short lines that stand together between the paragraphs of a copy: a form with its
 * button, a picture's link, headlines of other articles. Verse and tables stand so too: verse has
 * commas, tables have numbers.
 */
static guint
find_cluster_end (const BrvTextParts *self, guint index)
{
  guint n_words = 0;
  guint n_numbers = 0;
  guint n_signs = 0;
  guint i = index;

  if (goes_on (self, index))
    return index;
  for (; i < self->end && i < index + MAX_CLUSTER; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      gunichar last = brv_text_last_char (item->unit->text);

      if (item->prose || item->settled || item->role == BRV_ROLE_HEADING ||
          item->role == BRV_ROLE_TABLE || (i > index && item->unit->after_blank))
        break;
      if (last == ',' || last == ';' || last == ':' || item->role == BRV_ROLE_LIST_ITEM ||
          brv_text_is_code (item->unit->text) || is_pull_quote (self, i))
        return index;
      n_words += item->n_words;
      n_numbers += has_digit (item->unit->text);
      n_signs += is_sign (item);
    }
  if (i - index < MIN_CLUSTER ||
      (2 * n_signs < i - index && !is_sign (brv_text_parts_at (self, index))) ||
      n_words > MAX_CLUSTER_WORDS * (i - index) || n_numbers * 2 > i - index)
    return index;
  return i;
}

/* Whether a sentence below an announced headline is its summary: a day stands below it. */
static gboolean
is_announced_summary (const BrvTextParts *self, guint index)
{
  return index + 1 < self->end && brv_text_parts_at (self, index)->prose &&
         brv_text_cluster_is_date_line (brv_text_parts_at (self, index + 1));
}

/* A number before a lone line right above a paragraph numbers a part of the text. */
static gboolean
numbers_part (const BrvTextParts *self, guint index)
{
  return brv_text_parts_at (self, index)->unit->role == BRV_ROLE_LIST_ITEM &&
         brv_text_parts_at (self, index - 1)->unit->role != BRV_ROLE_LIST_ITEM &&
         index + 1 < self->end && brv_text_parts_at (self, index + 1)->prose;
}

/* The end of the lines that "Related" announces at index. Without empty lines that part them from
 * the text, the first of them is no heading of it. */
static guint
find_announced_end (const BrvTextParts *self, guint index)
{
  guint next = index + 1;

  while (next < self->end && next < index + 6)
    {
      const BrvTextPart *item = brv_text_parts_at (self, next);
      gboolean is_first = next == index + 1 && !self->has_clusters;

      if (!self->has_clusters && next > index + 1 && is_announced_summary (self, next))
        return next + 2;
      if (item->prose || item->settled || item->role == BRV_ROLE_TABLE ||
          numbers_part (self, next) || brv_text_ends_statement (item->unit->text) ||
          is_pull_quote (self, next) ||
          (!is_first && next + 1 < self->end && brv_text_parts_at (self, next + 1)->prose &&
           item->unit->after_blank && !is_announced_summary (self, next + 1)))
        break;
      next++;
    }
  return next;
}

/* Whether a paragraph that wants something of its reader stands right below furniture. */
static gboolean
continues_box (const BrvTextParts *self, guint index)
{
  const BrvTextPart *above = index > 0 ? brv_text_parts_at (self, index - 1) : NULL;

  return above != NULL && above->settled && above->role == BRV_ROLE_FURNITURE &&
         brv_furniture_is_appeal (brv_text_parts_get_text (self, index));
}

/* Whether an article is about what pages ask their readers for: a page asks a few times, and not in
 * so many sentences. */
static gboolean
is_about_requests (const BrvTextParts *self)
{
  guint n = 0;

  for (guint i = self->body; i < self->end; i++)
    n += brv_text_ends_sentence (brv_text_parts_get_text (self, i)) &&
         brv_text_parts_at (self, i)->furniture == BRV_FURNITURE_NONE &&
         brv_furniture_is_appeal (brv_text_parts_get_text (self, i));
  return n >= MIN_ABOUT;
}

/* Between the paragraphs of a copy: buttons, requests, and the lines that "Related" announces. */
static guint
settle_inner_furniture (BrvTextParts *self, guint index, guint median, gboolean about)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);
  const char *text = item->unit->text;
  gboolean known =
    item->furniture != BRV_FURNITURE_NONE && item->n_words <= MAX_INNER && !brv_text_is_code (text);
  gboolean announces = (item->furniture == BRV_FURNITURE_RELATED && item->n_words <= 4) ||
                       (item->n_words <= MAX_LABEL && brv_furniture_ends_article (text));
  guint next = index + 1;

  if (!self->is_copy || item->role == BRV_ROLE_TABLE ||
      (item->role == BRV_ROLE_LIST_ITEM && item->unit->role != BRV_ROLE_LIST_ITEM) ||
      (index > self->body && brv_furniture_tells_time (text)) ||
      (about && item->furniture == BRV_FURNITURE_NONE && brv_text_ends_sentence (text)))
    return index;
  if (item->unit->after_blank && brv_text_cluster_is_teaser (self, index, median))
    next = MIN (brv_text_cluster_find_end (self, index), self->end);
  else if (item->prose)
    next = brv_furniture_is_request (text) || continues_box (self, index) ? index + 1 : index;
  else if (announces)
    next = find_announced_end (self, index);
  else if (!known && !brv_furniture_is_appeal (text))
    next = find_cluster_end (self, index);
  else
    next = MAX (index + 1, find_cluster_end (self, index));
  for (guint i = index; i < next; i++)
    brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
  return next;
}

/* Whether a line ends a row of buttons: where no empty lines part them from the text, only their
 * form tells. */
static gboolean
ends_buttons (const BrvTextParts *self, guint index)
{
  return !self->has_clusters && (gint)index > self->title + 1 &&
         brv_text_parts_at (self, index)->n_words <= MAX_LAST_BUTTON &&
         brv_text_parts_at (self, index - 1)->role == BRV_ROLE_FURNITURE;
}

/* Whether a sentence above the text stands in a box, right below a short line that is none of the
 * article. */
static gboolean
is_boxed (const BrvTextParts *self, guint index)
{
  const BrvTextPart *above = index > 0 ? brv_text_parts_at (self, index - 1) : NULL;

  return above != NULL && self->is_copy && self->has_clusters && index < self->body &&
         (gint)index > self->title + 1 && !brv_text_parts_at (self, index)->unit->after_blank &&
         above->role == BRV_ROLE_FURNITURE && !above->prose;
}

/* Above the text of a copy only the line right before it can be a heading. */
static gboolean
is_head_furniture (const BrvTextParts *self, guint index)
{
  const BrvTextPart *item = brv_text_parts_at (self, index);

  /* Nor what heads a list. */
  if (item->unit->after_blank && index + 1 < self->end &&
      brv_text_parts_at (self, index + 1)->role == BRV_ROLE_LIST_ITEM)
    return FALSE;
  return self->is_copy && index < self->body && !item->prose && item->role == BRV_ROLE_PARAGRAPH &&
         !brv_text_ends_statement (item->unit->text) &&
         (index + 1 < self->body || !item->unit->after_blank || ends_buttons (self, index) ||
          brv_furniture_is_menu (item->unit->text));
}

/* Of two lines in a row that could be headings in a copy, the first leads away if its words say so:
 * a part's heading stands above that of its first section, too. */
static gboolean
is_heading_above_heading (const BrvTextParts *self, guint index)
{
  return index + 2 < self->end && is_heading (self, index + 1) &&
         brv_text_parts_at (self, index + 2)->prose && is_sign (brv_text_parts_at (self, index));
}

/* Whether the last line of a text is its author's name, or the first of it, as letters are signed. */
static gboolean
is_signature (const BrvTextParts *self, guint index)
{
  const char *const *authors =
    brv_source_builder_get_list (self->builder, BRV_SOURCE_FIELD_AUTHORS);
  const char *text = brv_text_parts_get_text (self, index);

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    if (g_str_has_prefix (authors[i], text) &&
        (authors[i][strlen (text)] == '\0' || authors[i][strlen (text)] == ' '))
      return TRUE;
  return FALSE;
}

static void
settle_body (BrvTextParts *self)
{
  const guint median = self->is_copy ? brv_text_clusters_measure (self) : 0;
  const gboolean about = self->is_copy && is_about_requests (self);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint gathered = self->body;

  for (guint i = (guint)MAX (self->title + 1, 0); i < self->end; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      guint after = 0;

      for (; gathered < i; gathered++)
        brv_text_note_marks_gather (marks, brv_text_parts_get_text (self, gathered));
      if (item->settled)
        continue;
      after = settle_inner_furniture (self, i, median, about);
      if (after > i)
        {
          i = after - 1;
          continue;
        }
      if (brv_text_head_settle_caption (self, i))
        continue;
      if (brv_text_note_marks_hold (marks, brv_text_parts_get_text (self, i)))
        {
          brv_text_parts_settle (self, i, BRV_ROLE_FOOTNOTE, TRUE);
          continue;
        }
      if (is_head_furniture (self, i) || is_boxed (self, i) ||
          (self->is_copy && is_ornament (brv_text_parts_get_text (self, i))))
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      else if (is_pull_quote (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_PULL_QUOTE, TRUE);
      else if (is_announced_quote (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_QUOTE, TRUE);
      else if (is_heading (self, i) && self->is_copy && is_heading_above_heading (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_FURNITURE, FALSE);
      else if (is_heading (self, i))
        brv_text_parts_settle (self, i, BRV_ROLE_HEADING, TRUE);
      else
        brv_text_parts_settle (self, i, item->role, TRUE);
    }
}

/* What stands between the site's name and the title, and after the article. */
static void
settle_rest (BrvTextParts *self)
{
  if (self->is_copy && self->end < self->items->len && is_signature (self, self->end))
    brv_text_parts_settle (self, self->end, BRV_ROLE_BYLINE, TRUE);
  for (guint i = 0; i < self->items->len; i++)
    if (!brv_text_parts_at (self, i)->settled)
      brv_text_parts_settle (self, i,
                             self->is_copy ? BRV_ROLE_FURNITURE : brv_text_parts_at (self, i)->role,
                             !self->is_copy);
}

/* The block added last is a caption: it belongs to the image before it, or to that after it. */
static void
connect_image (BrvTextParts *self, const BrvTextUnit *unit, gint *last_image)
{
  gint image = unit->image_before > *last_image ? unit->image_before : unit->image_after;

  if (image <= *last_image)
    return;
  brv_source_builder_set_last_image (self->builder, (guint)image);
  *last_image = image;
}

/* Gives the images up to `end` that have no place yet that above `block`. */
static guint
place_images (BrvTextParts *self, guint placed, guint end, guint block)
{
  for (; placed < end; placed++)
    brv_source_builder_place_image (self->builder, placed, block);
  return placed;
}

static void
add_blocks (BrvTextParts *self)
{
  gint last_image = -1;
  guint n_placed = 0;
  guint n_images = 0;
  gboolean was_kept = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      guint level = item->unit->level;

      if (item->role == BRV_ROLE_HEADING && level == 0)
        level = 2;
      else if (item->role == BRV_ROLE_QUOTE)
        level = MAX (level, 1);
      else if (item->role != BRV_ROLE_HEADING && item->role != BRV_ROLE_LIST_ITEM &&
               item->role != BRV_ROLE_QUOTE)
        level = 0;
      n_images = MAX (n_images, item->unit->n_images);
      if (!brv_source_builder_add (self->builder, item->role, level, item->kept, item->unit->text,
                                   -1))
        continue;
      if (item->role == BRV_ROLE_CAPTION)
        connect_image (self, item->unit, &last_image);
      /* What stands at the article's edge is rather its than of what is left out. */
      if (item->kept || !was_kept)
        n_placed = place_images (self, n_placed, n_images,
                                 brv_source_builder_get_n_blocks (self->builder) - 1);
      was_kept = item->kept;
    }
  place_images (self, n_placed, n_images, brv_source_builder_get_n_blocks (self->builder));
}

/**
 * brv_text_article_build:
 * @units: (element-type BrvTextUnit): the units of a text, in order
 * @builder: a builder without blocks; it may have images
 *
 * Finds what each unit is and what the text says about itself, and adds all units as blocks.
 * Units whose role is fixed keep it.
 *
 * Returns: whether the text is the copy of a web page, with what stands around its article
 */
gboolean
brv_text_article_build (const GPtrArray *units, BrvSourceBuilder *builder)
{
  g_auto (BrvTextParts) self = { 0 };
  guint body = 0;

  g_return_val_if_fail (units != NULL, FALSE);
  g_return_val_if_fail (builder != NULL, FALSE);

  brv_text_parts_init (&self, units, builder);
  self.is_copy = brv_text_copied_judge (&self);
  brv_text_lists_find (&self);
  brv_text_body_find (&self);
  if (self.is_copy)
    {
      brv_text_incomplete_find (&self);
      brv_text_addresses_find (&self);
    }
  brv_text_head_settle (&self);
  body = self.body;
  brv_text_title_find (&self);
  /* What was taken for its first paragraph was none. */
  if (self.body != body)
    brv_text_head_settle (&self);
  brv_text_authors_find (&self);
  brv_text_closing_cut (&self);
  if (self.is_copy)
    brv_text_captions_pair (&self);
  brv_text_head_find_standfirst (&self);
  if (self.is_copy)
    brv_text_origin_find_publisher (&self);
  settle_body (&self);
  settle_rest (&self);
  add_blocks (&self);
  return self.is_copy;
}
