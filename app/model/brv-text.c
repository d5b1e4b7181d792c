/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/brv-text.h"

#include <string.h>

#include "base/brv-utf8.h"

/*
 * The arrays hold what the public getters show; the strings and notes that the runs and
 * references point to are owned here.
 */
struct _BrvText
{
  char *utf8;
  gsize length;
  GArray *runs;       /* (nullable) (element-type BrvRun) */
  GArray *references; /* (nullable) (element-type BrvReference) */
};

static void
clear_run (gpointer data)
{
  BrvRun *run = data;

  g_free ((char *)run->link);
}

static void
clear_reference (gpointer data)
{
  BrvReference *reference = data;

  if (reference->note != NULL)
    brv_text_unref ((BrvText *)reference->note);
  g_free ((char *)reference->locator);
}

static gboolean
same_look (const BrvRun *a, const BrvRun *b)
{
  return a->style == b->style && g_strcmp0 (a->link, b->link) == 0;
}

/* Appends a run in order: joins it to the one before where both look the same, drops it where it says nothing. */
static void
append_run (GArray **runs, BrvRange range, BrvStyle style, const char *link)
{
  BrvRun run = { range, style, link };

  if (range.start >= range.end || (style == BRV_STYLE_NONE && link == NULL))
    return;
  if (*runs == NULL)
    {
      *runs = g_array_new (FALSE, FALSE, sizeof (BrvRun));
      g_array_set_clear_func (*runs, clear_run);
    }
  if ((*runs)->len > 0)
    {
      BrvRun *last = &g_array_index (*runs, BrvRun, (*runs)->len - 1);

      if (last->range.end == range.start && same_look (last, &run))
        {
          last->range.end = range.end;
          return;
        }
    }
  run.link = g_strdup (link);
  g_array_append_val (*runs, run);
}

static void
append_reference (GArray **references, const BrvReference *reference, gsize at)
{
  BrvReference copy = *reference;

  if (*references == NULL)
    {
      *references = g_array_new (FALSE, FALSE, sizeof (BrvReference));
      g_array_set_clear_func (*references, clear_reference);
    }
  copy.at = at;
  copy.note = reference->note != NULL ? brv_text_ref (reference->note) : NULL;
  copy.locator = g_strdup (reference->locator);
  g_array_append_val (*references, copy);
}

/* Takes what lies in @range of @from over to @to, whose text begins @shift bytes later. */
static void
append_marks (BrvText *to, const BrvText *from, BrvRange range, gssize shift)
{
  for (guint i = 0; from->runs != NULL && i < from->runs->len; i++)
    {
      const BrvRun *run = &g_array_index (from->runs, BrvRun, i);
      gsize start = MAX (run->range.start, range.start);
      gsize end = MIN (run->range.end, range.end);

      if (start < end)
        append_run (&to->runs, (BrvRange){ start + (gsize)shift, end + (gsize)shift }, run->style,
                    run->link);
    }
  for (guint i = 0; from->references != NULL && i < from->references->len; i++)
    {
      const BrvReference *reference = &g_array_index (from->references, BrvReference, i);

      if (reference->at >= range.start && reference->at < range.end)
        append_reference (&to->references, reference, reference->at + (gsize)shift);
    }
}

static BrvText *
text_alloc (char *utf8, gsize length)
{
  BrvText *self = g_atomic_rc_box_new0 (BrvText);

  self->utf8 = utf8;
  self->length = length;
  return self;
}

/**
 * brv_text_new:
 * @utf8: valid UTF-8 without U+FFFC
 * @length: its length in bytes, or -1 if it ends with NUL
 *
 * Makes a text without styles or references.
 *
 * Returns: (transfer full): the text
 */
BrvText *
brv_text_new (const char *utf8, gssize length)
{
  return brv_text_new_rich (utf8, length, NULL, 0, NULL, 0);
}

/**
 * brv_text_new_rich:
 * @utf8: valid UTF-8; each U+FFFC in it is the place of a reference
 * @length: its length in bytes, or -1 if it ends with NUL
 * @runs: (array length=n_runs) (nullable): sorted, without overlap, within the text
 * @n_runs: how many
 * @references: (array length=n_references) (nullable): sorted, each at a U+FFFC
 * @n_references: how many
 *
 * Makes a text. Runs are put in their simplest form: neighbours that look the same become one,
 * and those that say nothing vanish.
 *
 * Returns: (transfer full): the text
 */
BrvText *
brv_text_new_rich (const char *utf8,
                   gssize length,
                   const BrvRun *runs,
                   guint n_runs,
                   const BrvReference *references,
                   guint n_references)
{
  gsize bytes;
  BrvText *self;

  g_return_val_if_fail (utf8 != NULL, NULL);

  bytes = length < 0 ? strlen (utf8) : (gsize)length;
  self = text_alloc (g_strndup (utf8, bytes), bytes);
  for (guint i = 0; i < n_runs; i++)
    append_run (&self->runs, runs[i].range, runs[i].style, runs[i].link);
  for (guint i = 0; i < n_references; i++)
    append_reference (&self->references, &references[i], references[i].at);
  return self;
}

/**
 * brv_text_new_reference:
 * @reference: what it refers to; its place is ignored
 *
 * Makes a text that is nothing but one reference on its U+FFFC.
 *
 * Returns: (transfer full): the text
 */
BrvText *
brv_text_new_reference (const BrvReference *reference)
{
  BrvReference at_start = *reference;

  at_start.at = 0;
  return brv_text_new_rich (BRV_OBJECT_CHARACTER, -1, NULL, 0, &at_start, 1);
}

/**
 * brv_text_ref:
 * @self: a text
 *
 * Returns: (transfer full): @self
 */
BrvText *
brv_text_ref (const BrvText *self)
{
  return g_atomic_rc_box_acquire ((BrvText *)self);
}

static void
brv_text_clear (gpointer data)
{
  BrvText *self = data;

  g_free (self->utf8);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->references, g_array_unref);
}

/**
 * brv_text_unref:
 * @self: (transfer full): a text
 */
void
brv_text_unref (BrvText *self)
{
  g_atomic_rc_box_release_full (self, brv_text_clear);
}

/**
 * brv_text_get_utf8:
 * @self: a text
 *
 * Returns: its characters; references stand on U+FFFC
 */
const char *
brv_text_get_utf8 (const BrvText *self)
{
  return self->utf8;
}

/**
 * brv_text_get_length:
 * @self: a text
 *
 * Returns: its length in bytes
 */
gsize
brv_text_get_length (const BrvText *self)
{
  return self->length;
}

/**
 * brv_text_get_runs:
 * @self: a text
 * @n_runs: (out): how many
 *
 * Returns: (array length=n_runs) (nullable): the runs, in order
 */
const BrvRun *
brv_text_get_runs (const BrvText *self, guint *n_runs)
{
  *n_runs = self->runs != NULL ? self->runs->len : 0;
  return self->runs != NULL ? (const BrvRun *)(gconstpointer)self->runs->data : NULL;
}

/**
 * brv_text_get_references:
 * @self: a text
 * @n_references: (out): how many
 *
 * Returns: (array length=n_references) (nullable): the references, in order
 */
const BrvReference *
brv_text_get_references (const BrvText *self, guint *n_references)
{
  *n_references = self->references != NULL ? self->references->len : 0;
  return self->references != NULL ? (const BrvReference *)(gconstpointer)self->references->data
                                  : NULL;
}

static const BrvRun *
find_run (const BrvText *self, gsize offset)
{
  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      const BrvRun *run = &g_array_index (self->runs, BrvRun, i);

      if (run->range.start <= offset && offset < run->range.end)
        return run;
    }
  return NULL;
}

/**
 * brv_text_get_style_at:
 * @self: a text
 * @offset: a byte offset
 *
 * Returns: the style of the character that begins at @offset
 */
BrvStyle
brv_text_get_style_at (const BrvText *self, gsize offset)
{
  const BrvRun *run = find_run (self, offset);

  return run != NULL ? run->style : BRV_STYLE_NONE;
}

/**
 * brv_text_get_link_at:
 * @self: a text
 * @offset: a byte offset
 *
 * Returns: (nullable): the address that the character at @offset links to
 */
const char *
brv_text_get_link_at (const BrvText *self, gsize offset)
{
  const BrvRun *run = find_run (self, offset);

  return run != NULL ? run->link : NULL;
}

static gboolean
reference_equal (const BrvReference *a, const BrvReference *b)
{
  if (a->at != b->at || a->kind != b->kind || !brv_id_equal (a->source_id, b->source_id) ||
      g_strcmp0 (a->locator, b->locator) != 0 || (a->note == NULL) != (b->note == NULL))
    return FALSE;
  return a->note == NULL || brv_text_equal (a->note, b->note);
}

/**
 * brv_text_equal:
 * @a: a text
 * @b: another
 *
 * Returns: whether both have the same characters, runs and references
 */
gboolean
brv_text_equal (const BrvText *a, const BrvText *b)
{
  guint n_runs_a, n_runs_b, n_references_a, n_references_b;
  const BrvRun *runs_a = brv_text_get_runs (a, &n_runs_a);
  const BrvRun *runs_b = brv_text_get_runs (b, &n_runs_b);
  const BrvReference *references_a = brv_text_get_references (a, &n_references_a);
  const BrvReference *references_b = brv_text_get_references (b, &n_references_b);

  if (a == b)
    return TRUE;
  if (a->length != b->length || n_runs_a != n_runs_b || n_references_a != n_references_b ||
      memcmp (a->utf8, b->utf8, a->length) != 0)
    return FALSE;
  for (guint i = 0; i < n_runs_a; i++)
    {
      if (runs_a[i].range.start != runs_b[i].range.start ||
          runs_a[i].range.end != runs_b[i].range.end || !same_look (&runs_a[i], &runs_b[i]))
        return FALSE;
    }
  for (guint i = 0; i < n_references_a; i++)
    {
      if (!reference_equal (&references_a[i], &references_b[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_text_dup_plain:
 * @self: a text
 *
 * Returns: (transfer full): its characters without the places of references
 */
char *
brv_text_dup_plain (const BrvText *self)
{
  GString *plain = g_string_sized_new (self->length);
  const char *rest = self->utf8;
  const char *object;

  while ((object = strstr (rest, BRV_OBJECT_CHARACTER)) != NULL)
    {
      g_string_append_len (plain, rest, object - rest);
      rest = object + BRV_OBJECT_CHARACTER_LENGTH;
    }
  g_string_append (plain, rest);
  return g_string_free (plain, FALSE);
}

/**
 * brv_text_slice:
 * @self: a text
 * @range: a range within it, on character boundaries
 *
 * Returns: (transfer full): the part of @self that lies in @range
 */
BrvText *
brv_text_slice (const BrvText *self, BrvRange range)
{
  BrvText *slice;

  g_return_val_if_fail (range.start <= range.end && range.end <= self->length, NULL);

  slice = text_alloc (g_strndup (self->utf8 + range.start, brv_range_length (range)),
                      brv_range_length (range));
  append_marks (slice, self, range, -(gssize)range.start);
  return slice;
}

/**
 * brv_text_replace:
 * @self: a text
 * @range: a range within it, on character boundaries
 * @insertion: (nullable): what takes its place; %NULL for nothing
 *
 * Returns: (transfer full): @self with @insertion instead of what lies in @range
 */
BrvText *
brv_text_replace (const BrvText *self, BrvRange range, const BrvText *insertion)
{
  gsize inserted = insertion != NULL ? insertion->length : 0;
  gsize tail = self->length - range.end;
  gsize length;
  char *utf8;
  BrvText *result;

  g_return_val_if_fail (range.start <= range.end && range.end <= self->length, NULL);

  length = range.start + inserted + tail;
  utf8 = g_malloc (length + 1);
  memcpy (utf8, self->utf8, range.start);
  if (inserted > 0)
    memcpy (utf8 + range.start, insertion->utf8, inserted);
  memcpy (utf8 + range.start + inserted, self->utf8 + range.end, tail);
  utf8[length] = '\0';

  result = text_alloc (utf8, length);
  append_marks (result, self, (BrvRange){ 0, range.start }, 0);
  if (insertion != NULL)
    append_marks (result, insertion, (BrvRange){ 0, inserted }, (gssize)range.start);
  append_marks (result, self, (BrvRange){ range.end, self->length },
                (gssize)(range.start + inserted) - (gssize)range.end);
  return result;
}

typedef void (*RestyleFunc) (BrvStyle *style, const char **link, gconstpointer data);

/* Calls @restyle on each stretch of one look within @range and gives a text with what it says. */
static BrvText *
restyle (const BrvText *self, BrvRange range, RestyleFunc restyle_stretch, gconstpointer data)
{
  BrvText *result = text_alloc (g_strndup (self->utf8, self->length), self->length);
  gsize at = range.start;

  append_marks (result, self, (BrvRange){ 0, range.start }, 0);
  while (at < range.end)
    {
      gsize end = range.end;
      BrvStyle style = BRV_STYLE_NONE;
      const char *link = NULL;

      for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
        {
          const BrvRun *run = &g_array_index (self->runs, BrvRun, i);

          if (run->range.end <= at)
            continue;
          if (run->range.start > at)
            {
              end = MIN (end, run->range.start);
            }
          else
            {
              end = MIN (end, run->range.end);
              style = run->style;
              link = run->link;
            }
          break;
        }
      restyle_stretch (&style, &link, data);
      append_run (&result->runs, (BrvRange){ at, end }, style, link);
      at = end;
    }
  for (guint i = 0; self->references != NULL && i < self->references->len; i++)
    {
      const BrvReference *reference = &g_array_index (self->references, BrvReference, i);

      if (reference->at >= range.start && reference->at < range.end)
        append_reference (&result->references, reference, reference->at);
    }
  append_marks (result, self, (BrvRange){ range.end, self->length }, 0);
  return result;
}

typedef struct
{
  BrvStyle style;
  gboolean on;
} StyleChange;

static void
change_style (BrvStyle *style, const char **link, gconstpointer data)
{
  const StyleChange *change = data;

  if (change->on)
    *style |= change->style;
  else
    *style &= ~change->style;
}

static void
change_link (BrvStyle *style, const char **link, gconstpointer data)
{
  *link = data;
}

/**
 * brv_text_with_style:
 * @self: a text
 * @range: a range within it, on character boundaries
 * @style: one or more styles
 * @on: whether to add or to take away
 *
 * Returns: (transfer full): @self with @style added to, or taken from, what lies in @range
 */
BrvText *
brv_text_with_style (const BrvText *self, BrvRange range, BrvStyle style, gboolean on)
{
  StyleChange change = { style, on };

  g_return_val_if_fail (range.start <= range.end && range.end <= self->length, NULL);

  return restyle (self, range, change_style, &change);
}

/**
 * brv_text_with_link:
 * @self: a text
 * @range: a range within it, on character boundaries
 * @link: (nullable): an address, or %NULL to take links away
 *
 * Returns: (transfer full): @self with what lies in @range linking to @link
 */
BrvText *
brv_text_with_link (const BrvText *self, BrvRange range, const char *link)
{
  g_return_val_if_fail (range.start <= range.end && range.end <= self->length, NULL);

  return restyle (self, range, change_link, link);
}
