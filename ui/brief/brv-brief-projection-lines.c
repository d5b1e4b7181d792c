/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which line is what. */

#include "config.h"

#include "ui/brief/brv-brief-projection-private.h"

/*
 * brv_brief_projection_get_index_block:
 * @self: a projection
 * @line: a line of the document
 *
 * Returns: (nullable): the block on it; %NULL for a section's heading
 */
const BrvBlock *
brv_brief_projection_get_index_block (BrvBriefProjection *self, guint line)
{
  BrvLine place = brv_line_index_get_line (self->index, line);

  if (place.block < 0)
    return NULL;
  return brv_section_get_block (brv_brief_get_section (self->brief, place.section),
                                (guint)place.block);
}

/*
 * brv_brief_projection_get_index_text:
 * @self: a projection
 * @line: a line of the document
 *
 * Returns: what it says
 */
const char *
brv_brief_projection_get_index_text (BrvBriefProjection *self, guint line)
{
  BrvLine place = brv_line_index_get_line (self->index, line);
  const BrvSection *section = brv_brief_get_section (self->brief, place.section);
  const BrvBlock *block = NULL;

  if (place.block < 0)
    return brv_section_get_heading (section);
  block = brv_section_get_block (section, (guint)place.block);
  if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return brv_text_get_utf8 (brv_quote_get_shown (brv_block_get_quote (block)));
  return brv_text_get_utf8 (brv_block_get_text (block));
}

/*
 * brv_brief_projection_to_index_line:
 * @self: a projection
 * @line: a line of the buffer
 *
 * Returns: the line of the document that it shows, or -1 for one that is to go
 */
gint
brv_brief_projection_to_index_line (BrvBriefProjection *self, guint line)
{
  const Pending *p = &self->pending;

  if (line >= self->n_lines)
    return -1;
  if (line < p->at || (p->n_stale == 0 && p->n_missing == 0))
    return (gint)line;
  if (line < p->at + p->n_stale)
    return -1;
  return (gint)(line - p->n_stale + p->n_missing);
}

/*
 * brv_brief_projection_from_index_line:
 * @self: a projection
 * @line: a line of the document
 *
 * Returns: the line of the buffer that shows it, or -1 for one that is to come
 */
gint
brv_brief_projection_from_index_line (BrvBriefProjection *self, guint line)
{
  const Pending *p = &self->pending;

  if (line < p->at || (p->n_stale == 0 && p->n_missing == 0))
    return (gint)line;
  if (line < p->at + p->n_missing)
    return -1;
  return (gint)(line - p->n_missing + p->n_stale);
}

/**
 * brv_brief_projection_get_n_lines:
 * @self: the projection
 *
 * Returns: the number of lines in the buffer
 */
guint
brv_brief_projection_get_n_lines (BrvBriefProjection *self)
{
  return self->n_lines;
}

/**
 * brv_brief_projection_find_line:
 * @self: the projection
 * @id: a section's or a block's id
 *
 * Returns: the line of the buffer, or -1 if there is none
 */
gint
brv_brief_projection_find_line (BrvBriefProjection *self, BrvId id)
{
  gint line = brv_line_index_find (self->index, id);

  return line < 0 ? -1 : brv_brief_projection_from_index_line (self, (guint)line);
}

/**
 * brv_brief_projection_get_block:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: (transfer none) (nullable): the block on the line, or %NULL for a section's heading
 *   and where there is no such line
 */
const BrvBlock *
brv_brief_projection_get_block (BrvBriefProjection *self, guint line)
{
  gint index_line = brv_brief_projection_to_index_line (self, line);

  return index_line < 0 ? NULL : brv_brief_projection_get_index_block (self, (guint)index_line);
}

/**
 * brv_brief_projection_get_section_index:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: which section the line belongs to, or -1 where there is no such line
 */
gint
brv_brief_projection_get_section_index (BrvBriefProjection *self, guint line)
{
  gint index_line = brv_brief_projection_to_index_line (self, line);

  return index_line < 0 ? -1
                        : (gint)brv_line_index_get_line (self->index, (guint)index_line).section;
}

/**
 * brv_brief_projection_get_section:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: (transfer none) (nullable): the section of the line
 */
const BrvSection *
brv_brief_projection_get_section (BrvBriefProjection *self, guint line)
{
  gint section = brv_brief_projection_get_section_index (self, line);

  return section < 0 ? NULL : brv_brief_get_section (self->brief, (guint)section);
}

/**
 * brv_brief_projection_get_block_index:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: the block's index in its section, or -1 for a section's heading
 */
gint
brv_brief_projection_get_block_index (BrvBriefProjection *self, guint line)
{
  gint index_line = brv_brief_projection_to_index_line (self, line);

  return index_line < 0 ? -1 : brv_line_index_get_line (self->index, (guint)index_line).block;
}

/**
 * brv_brief_projection_get_first_line:
 * @self: the projection
 * @section: index of a section
 *
 * Returns: the line of its heading, or -1 if that is not in the buffer yet
 */
gint
brv_brief_projection_get_first_line (BrvBriefProjection *self, guint section)
{
  return brv_brief_projection_from_index_line (
    self, brv_line_index_get_first_line (self->index, section));
}

/**
 * brv_brief_projection_get_id:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: the id of the block or section on the line, or none
 */
BrvId
brv_brief_projection_get_id (BrvBriefProjection *self, guint line)
{
  gint index_line = brv_brief_projection_to_index_line (self, line);

  return index_line < 0 ? BRV_ID_NONE : brv_line_index_get_id (self->index, (guint)index_line);
}

/**
 * brv_brief_projection_get_note_number:
 * @self: the projection
 * @line: a line of the buffer
 *
 * Returns: the number of the first reference on the line or after it
 */
guint
brv_brief_projection_get_note_number (BrvBriefProjection *self, guint line)
{
  gint index_line = brv_brief_projection_to_index_line (self, line);

  return index_line < 0
           ? 0
           : brv_line_index_count_references_before (self->index, (guint)index_line) + 1;
}
