/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-paragraph-crew.h"

/* A helper opens fonts and patterns of its own first; measured, it pays from here. */
#define LEAST_BYTES_FOR_HELPER 32768

typedef struct
{
  BrvParagraphTask *tasks;
  guint n_tasks;
  guint next; /* atomic: the first task that nobody has taken */
  GCancellable *cancellable;
} Crew;

/* What a helper did, and with which fonts. */
typedef struct
{
  Crew *crew;
  BrvFontBook *fonts;
  GPtrArray *made; /* BrvParagraph, borrowed from the tasks */
} Helper;

static void
work (Crew *self, BrvParagraphSetter *setter, GPtrArray *made)
{
  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      guint index = (guint)g_atomic_int_add (&self->next, 1);
      BrvParagraphTask *task;

      if (index >= self->n_tasks)
        break;
      task = &self->tasks[index];
      task->paragraph =
        brv_paragraph_setter_run (setter, task->text, task->look, task->language, task->measure);
      if (made != NULL)
        g_ptr_array_add (made, task->paragraph);
    }
}

static gpointer
help_cb (gpointer data)
{
  Helper *self = data;
  g_autoptr (BrvParagraphSetter) setter = NULL;

  self->fonts = brv_font_book_new ();
  setter = brv_paragraph_setter_new (self->fonts);
  work (self->crew, setter, self->made);
  return NULL;
}

/* Names the fonts of a helper's paragraphs, which nobody has seen yet, by the book of all. */
static void
take_over (Helper *self, BrvFontBook *fonts)
{
  for (guint i = 0; i < self->made->len; i++)
    {
      BrvParagraph *paragraph = g_ptr_array_index (self->made, i);

      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          BrvSetRun *run = &g_array_index (paragraph->runs, BrvSetRun, j);

          run->font =
            brv_font_book_adopt_key (fonts, brv_font_book_get_key (self->fonts, run->font));
        }
    }
}

static gboolean
is_worth_helper (const BrvParagraphTask *tasks, guint n_tasks)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < n_tasks; i++)
    n_bytes += tasks[i].text->text->len;
  return n_bytes >= LEAST_BYTES_FOR_HELPER && g_get_num_processors () > 1;
}

/**
 * brv_paragraph_crew_run:
 * @setter: the caller's setter
 * @tasks: (array length=n_tasks): the paragraphs that are wanted; each receives what was made
 * @n_tasks: how many
 * @cancellable: (nullable): stops the work between two paragraphs
 * @error: where to put a fault
 *
 * Sets paragraphs, on two threads where they are many. What comes out does not depend on who set
 * which. Stopped, it leaves some tasks without a paragraph.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
brv_paragraph_crew_run (BrvParagraphSetter *setter,
                        BrvParagraphTask *tasks,
                        guint n_tasks,
                        GCancellable *cancellable,
                        GError **error)
{
  Crew crew = { tasks, n_tasks, 0, cancellable };
  Helper helper = { &crew, NULL, NULL };
  GThread *thread = NULL;

  g_return_val_if_fail (setter != NULL, FALSE);
  g_return_val_if_fail (tasks != NULL || n_tasks == 0, FALSE);

  if (is_worth_helper (tasks, n_tasks))
    {
      helper.made = g_ptr_array_new ();
      thread = g_thread_try_new ("paragraphs", help_cb, &helper, NULL);
    }
  work (&crew, setter, NULL);
  if (thread != NULL)
    {
      g_thread_join (thread);
      take_over (&helper, brv_paragraph_setter_get_fonts (setter));
      brv_font_book_free (helper.fonts);
    }
  g_clear_pointer (&helper.made, g_ptr_array_unref);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
