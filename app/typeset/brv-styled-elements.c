/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The looks of callouts, figures, tables, page breaks and of the table of contents. */

#include "config.h"

#include <string.h>

#include "cite/brv-words.h"
#include "typeset/brv-shaped-text.h"
#include "typeset/brv-styled-document-private.h"

/* A picture is at most so large that 150 of its pixels come to an inch: larger, they show. */
#define LEAST_PIXELS_PER_INCH 150.0
#define POINTS_PER_INCH       72.0

#define RIGHT_TO_LEFT_MARK "\342\200\217"

static const BrvBlock *
get_callout (const BrvSection *section, gint index, BrvVariant variant)
{
  const BrvBlock *block = index >= 0 && (guint)index < brv_section_get_n_blocks (section)
                            ? brv_section_get_block (section, (guint)index)
                            : NULL;

  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_CALLOUT &&
             brv_block_get_variant (block) == variant
           ? block
           : NULL;
}

/* Whether the printed paragraph of a box before this one is in the same box. */
static gboolean
continues_box (const BrvSection *section, guint index)
{
  const BrvBlock *block = brv_section_get_block (section, index);
  BrvVariant variant = brv_block_get_variant (block);

  for (gint i = (gint)index - 1; block != NULL && !brv_block_begins_box (block); i--)
    {
      block = get_callout (section, i, variant);
      if (block != NULL && !brv_block_is_blank (block))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_continued (const BrvSection *section, guint index)
{
  BrvVariant variant = brv_block_get_variant (brv_section_get_block (section, index));
  const BrvBlock *block;

  for (gint i = (gint)index + 1;
       (block = get_callout (section, i, variant)) != NULL && !brv_block_begins_box (block); i++)
    {
      if (!brv_block_is_blank (block))
        return TRUE;
    }
  return FALSE;
}

static BrvLookKind
find_callout_look (BrvVariant variant, gboolean is_heading)
{
  if (variant == BRV_VARIANT_SUMMARY)
    return is_heading ? BRV_LOOK_SUMMARY_HEADING : BRV_LOOK_SUMMARY;
  return is_heading ? BRV_LOOK_CALLOUT_HEADING : BRV_LOOK_CALLOUT;
}

static void
put_in_box (Styler *self, BrvStyledBlock *block, BrvVariant variant)
{
  const BrvThemePage *page = brv_theme_get_page (self->theme);
  double before = brv_theme_get_look (self->theme, BRV_LOOK_BODY)->after;

  block->box = variant == BRV_VARIANT_SUMMARY ? BRV_BOX_SUMMARY : BRV_BOX_CALLOUT;
  block->padding = page->callout_padding;
  block->look.indent += page->callout_padding + page->callout_rule;
  block->look.indent_end += page->callout_padding;
  brv_styler_hang (self, block);
  if (block->begins_box)
    block->before = MAX (block->before, before);
  else
    block->before = 0;
  if (block->ends_box)
    block->after = MAX (block->after, before);
}

void
brv_styler_add_callout (Styler *self, const BrvSection *section, guint index)
{
  const BrvBlock *block = brv_section_get_block (section, index);
  BrvVariant variant = brv_block_get_variant (block);
  gboolean is_heading = brv_block_get_level (block) > 0;
  BrvStyledBlock *styled;

  if (variant == BRV_VARIANT_PULL)
    {
      styled = brv_styler_add_block (self, BRV_STYLED_PULL, BRV_LOOK_PULL);
      brv_styler_hang (self, styled);
      styled->keep = is_heading || is_continued (section, index);
      if (continues_box (section, index))
        styled->before = 0;
      if (is_continued (section, index))
        styled->after = 0;
      brv_styler_append_words (self, styled, block);
      return;
    }
  styled = brv_styler_add_block (self, BRV_STYLED_CALLOUT, find_callout_look (variant, is_heading));
  styled->level = is_heading ? 1 : 0;
  styled->begins_box = !continues_box (section, index);
  styled->ends_box = !is_continued (section, index);
  if (styled->begins_box)
    self->n_groups++;
  styled->group = self->n_groups;
  styled->keep = styled->keep && !styled->ends_box;
  put_in_box (self, styled, variant);
  brv_styler_append_words (self, styled, block);
}

/* "Figure 1" before the words of a caption, which runs as they do, whatever script the label has. */
static void
append_caption_label (BrvStyledBlock *caption, const BrvText *words, const char *label)
{
  if (brv_shaped_text_runs_backward (brv_text_get_utf8 (words), brv_text_get_length (words), NULL))
    brv_inline_text_append_plain (caption->text, RIGHT_TO_LEFT_MARK);
  brv_inline_text_append_plain (caption->text, label);
  g_array_index (caption->text->inlines, BrvInline, caption->text->inlines->len - 1).style =
    BRV_STYLE_STRONG;
  /* An em space parts it from the words. */
  brv_inline_text_append_plain (caption->text, "\342\200\203");
}

static BrvStyledBlock *
add_caption (Styler *self, const BrvBlock *block, const char *label)
{
  BrvStyledBlock *caption = brv_styler_add_block (self, BRV_STYLED_CAPTION, BRV_LOOK_CAPTION);

  append_caption_label (caption, brv_block_get_text (block), label);
  brv_styler_append_more_words (self, caption, block);
  return caption;
}

static gboolean
has_words (const BrvBlock *block)
{
  const char *utf8 = brv_text_get_utf8 (brv_block_get_text (block));

  return strspn (utf8, " \t\n") < strlen (utf8);
}

/* An image as wide as is wanted, or as its pixels allow, within what the page leaves it. Where that is
 * more than a column, it goes across all of them. */
static void
fit_image (Styler *self, BrvStyledBlock *figure, guint percent)
{
  double wanted = self->full_measure * percent / 100;
  double width = brv_image_get_width_px (figure->image) * POINTS_PER_INCH / LEAST_PIXELS_PER_INCH;
  double height = brv_image_get_height_px (figure->image) * POINTS_PER_INCH / LEAST_PIXELS_PER_INCH;
  double scale = percent > 0 ? wanted / width : MIN (1, self->measure / width);

  scale = MIN (scale, self->text_height * brv_theme_get_page (self->theme)->figure_height / height);
  figure->image_width = width * scale;
  figure->image_height = height * scale;
  figure->is_wide = figure->image_width > self->measure + 0.01;
}

/* Where paragraphs are numbered, what fits beside the numbers stands where the words do. */
static double
find_hang (const Styler *self, double width)
{
  double hang = (self->numbering & BRV_NUMBERING_PARAGRAPHS) != 0
                  ? brv_theme_get_page (self->theme)->paragraph_number_width
                  : 0;

  return width <= self->measure - hang + 0.01 ? hang : 0;
}

void
brv_styler_add_figure (Styler *self, const BrvBlock *block)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_CAPTION);
  BrvStyledBlock *figure = brv_styler_add_block (self, BRV_STYLED_FIGURE, BRV_LOOK_CAPTION);
  double space = brv_theme_get_look (self->theme, BRV_LOOK_BODY)->leading;
  BrvStyledBlock *caption;
  g_autofree char *label = NULL;

  figure->id = brv_block_get_id (block);
  figure->image = brv_image_ref (brv_block_get_image (block));
  figure->alternative = g_strdup (brv_block_get_alternative (block));
  figure->before = MAX (look->before, space);
  figure->after = MAX (look->after, space);
  fit_image (self, figure, brv_block_get_width_percent (block));
  figure->hang = find_hang (self, figure->image_width);
  if (!has_words (block))
    return;
  figure->keep = TRUE;
  figure->after = 0;
  label = brv_words_dup_numbered (self->language, BRV_WORD_FIGURE, ++self->counters.n_figures, 0);
  caption = add_caption (self, block, label);
  caption->is_wide = figure->is_wide;
  if (figure->hang > 0)
    brv_styler_hang (self, caption);
  caption->before = look->before;
  caption->after = MAX (look->after, space);
}

void
brv_styler_add_table (Styler *self, const BrvBlock *block)
{
  const BrvLook *look = brv_theme_get_look (self->theme, BRV_LOOK_CAPTION);
  double space = brv_theme_get_look (self->theme, BRV_LOOK_BODY)->leading;
  gboolean has_caption = has_words (block);
  BrvStyledBlock *table;
  g_autofree char *label = NULL;

  if (has_caption)
    {
      BrvStyledBlock *caption;

      label = brv_words_dup_numbered (self->language, BRV_WORD_TABLE, ++self->counters.n_tables, 0);
      caption = add_caption (self, block, label);
      caption->keep = TRUE;
      caption->before = MAX (look->before, space);
      caption->after = look->leading / 3;
    }
  table = brv_styler_add_block (self, BRV_STYLED_TABLE, BRV_LOOK_TABLE);
  table->id = brv_block_get_id (block);
  table->cells = brv_block_get_table (block);
  table->hang = find_hang (self, 0);
  table->notes =
    brv_notes_list_of_cells (self->document->notes, brv_block_get_id (block), &table->n_notes);
  if (table->n_notes > 0)
    table->first_note = table->notes[0].number - 1 - self->section->first_note;
  table->before = has_caption ? 0 : MAX (look->before, space);
  table->after = MAX (look->after, space);
}

/* Headings just before a page break go to the next page with what they head. */
void
brv_styler_add_page_break (Styler *self)
{
  for (guint i = self->blocks->len; i-- > 0;)
    {
      BrvStyledBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind != BRV_STYLED_SECTION && block->kind != BRV_STYLED_HEADING)
        {
          block->ends_page = TRUE;
          return;
        }
    }
  self->section->breaks_before = TRUE;
}

static gboolean
is_listed (const BrvStyledBlock *block)
{
  return (block->kind == BRV_STYLED_SECTION ||
          (block->kind == BRV_STYLED_HEADING && block->level == 1)) &&
         block->text->text->len > 0;
}

static BrvStyledBlock *
make_entry (Styler *self, const BrvStyledBlock *heading, guint target)
{
  gboolean is_section = heading->kind == BRV_STYLED_SECTION;
  BrvStyledBlock *entry = brv_styled_block_new (
    BRV_STYLED_CONTENTS,
    brv_theme_get_look (self->theme, is_section ? BRV_LOOK_CONTENTS_1 : BRV_LOOK_CONTENTS_2));

  entry->level = is_section ? 1 : 2;
  entry->target = target;
  entry->before = 0;
  entry->after = 0;
  entry->look.align = BRV_ALIGN_START;
  entry->look.hyphenate = FALSE;
  /* What does not fit on one line is told from the next entry. */
  entry->look.indent += entry->look.size;
  entry->look.first_line -= entry->look.size;
  /* Room for the number of the page. */
  entry->look.indent_end += 3 * entry->look.size;
  if (heading->label != NULL)
    {
      brv_inline_text_append_plain (entry->text, heading->label);
      brv_inline_text_append_plain (entry->text, "\342\200\203");
    }
  brv_inline_text_append_plain (entry->text, heading->text->text->str);
  return entry;
}

/* A section's entry stays with those of its headings. */
static void
add_entry (Styler *self, const BrvStyledBlock *heading, guint target)
{
  BrvStyledBlock *last = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  BrvStyledBlock *entry = make_entry (self, heading, target);

  if (last->kind == BRV_STYLED_CONTENTS)
    last->keep = entry->level > last->level;
  g_ptr_array_add (self->blocks, entry);
}

/* Lists the headings of all sections that the document has: it comes to stand before them, behind the
 * title block, which is the first. */
void
brv_styler_add_contents (Styler *self)
{
  const GPtrArray *sections = self->document->sections;
  guint first = ((const BrvSetSection *)g_ptr_array_index (sections, 0))->blocks->len;
  g_autofree char *words = brv_words_dup (self->language, BRV_WORD_CONTENTS, NULL, NULL);

  brv_styler_add_plain (self, BRV_STYLED_CONTENTS_HEADING, BRV_LOOK_CONTENTS_HEADING, words);
  for (guint i = 1; i < sections->len; i++)
    {
      const BrvSetSection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->blocks->len; j++)
        {
          const BrvStyledBlock *block = g_ptr_array_index (section->blocks, j);

          if (is_listed (block))
            add_entry (self, block, first + j);
        }
      first += section->blocks->len;
    }
  for (guint i = 1; i < self->blocks->len; i++)
    ((BrvStyledBlock *)g_ptr_array_index (self->blocks, i))->target += self->blocks->len;
  if (self->blocks->len == 1)
    g_ptr_array_set_size (self->blocks, 0);
  else
    ((BrvStyledBlock *)g_ptr_array_index (self->blocks, self->blocks->len - 1))->after =
      brv_theme_get_look (self->theme, BRV_LOOK_SECTION)->leading;
}
