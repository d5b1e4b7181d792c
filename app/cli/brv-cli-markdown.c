/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inline Markdown as scripts write it, by cmark-gfm; notes and citations are ours. */

#include "config.h"

#include <string.h>

#include <cmark-gfm.h>
#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "cli/brv-cli-private.h"

#define NOTE_MARK     "[^note:"
#define CITATION_MARK "[^cite:"

/* A text put first so that nothing that follows begins a list, a heading or a quotation. */
#define GUARD "("

/* Notes inside of notes: more than this is not writing. */
#define MAX_DEPTH 3

/* What is found while walking the tree. */
typedef struct
{
  GString *text;
  GArray *runs;       /* (element-type BrvRun) */
  GPtrArray *links;   /* the strings of runs */
  GArray *references; /* (element-type BrvReference): those cut out before, in order */
  guint n_placed;
  BrvStyle style;
  const char *link; /* (nullable) */
} Reading;

static BrvText *read_markdown (const char *markdown, guint depth, GError **error);

static void
clear_reference (gpointer data)
{
  BrvReference *reference = data;

  if (reference->note != NULL)
    brv_text_unref ((BrvText *)reference->note);
}

/* The bracket that closes the one before @text; NULL if none does. */
static const char *
find_closing_bracket (const char *text)
{
  guint depth = 1;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '[')
        depth++;
      else if (*p == ']' && --depth == 0)
        return p;
    }
  return NULL;
}

static gboolean
read_reference (
  const char *mark, const char *content, guint depth, BrvReference *reference, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (content));

  if (g_str_equal (mark, NOTE_MARK))
    {
      reference->kind = BRV_REFERENCE_NOTE;
      reference->note = read_markdown (stripped, depth + 1, error);
      return reference->note != NULL;
    }
  reference->kind = BRV_REFERENCE_CITATION;
  if (brv_id_parse (stripped, &reference->source_id))
    return TRUE;
  g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("“%s” is not a source’s id."),
               stripped);
  return FALSE;
}

/* Cuts notes and citations out; each leaves U+FFFC behind. */
static char *
cut_references (const char *markdown, guint depth, GArray *references, GError **error)
{
  g_autoptr (GString) rest = g_string_new (GUARD);
  const char *p = markdown;

  while (*p != '\0')
    {
      const char *mark = g_str_has_prefix (p, NOTE_MARK)
                           ? NOTE_MARK
                           : (g_str_has_prefix (p, CITATION_MARK) ? CITATION_MARK : NULL);
      const char *end = mark != NULL ? find_closing_bracket (p + strlen (mark)) : NULL;

      if (end != NULL)
        {
          g_autofree char *content =
            g_strndup (p + strlen (mark), (gsize)(end - p) - strlen (mark));
          BrvReference reference = { 0 };

          if (!read_reference (mark, content, depth, &reference, error))
            return NULL;
          g_array_append_val (references, reference);
          g_string_append (rest, BRV_OBJECT_CHARACTER);
          p = end + 1;
        }
      else if (g_str_has_prefix (p, BRV_OBJECT_CHARACTER))
        {
          p += BRV_OBJECT_CHARACTER_LENGTH;
        }
      else
        {
          g_string_append_c (rest, *p == '\n' || *p == '\r' ? ' ' : *p);
          p++;
        }
    }
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static void
append (Reading *reading, const char *text)
{
  BrvRun run = { { reading->text->len, reading->text->len + strlen (text) },
                 reading->style,
                 reading->link };
  const char *p = text;

  g_string_append (reading->text, text);
  if (run.style != BRV_STYLE_NONE || run.link != NULL)
    g_array_append_val (reading->runs, run);
  while ((p = strstr (p, BRV_OBJECT_CHARACTER)) != NULL)
    {
      g_array_index (reading->references, BrvReference, reading->n_placed).at =
        run.range.start + (gsize)(p - text);
      reading->n_placed++;
      p += BRV_OBJECT_CHARACTER_LENGTH;
    }
}

static void
enter_or_leave (Reading *reading, cmark_node *node, gboolean entering)
{
  switch ((int)cmark_node_get_type (node))
    {
    case CMARK_NODE_EMPH:
      reading->style ^= BRV_STYLE_EMPHASIS;
      break;
    case CMARK_NODE_STRONG:
      reading->style ^= BRV_STYLE_STRONG;
      break;
    case CMARK_NODE_LINK:
      reading->link = NULL;
      if (entering)
        {
          g_ptr_array_add (reading->links, g_strdup (cmark_node_get_url (node)));
          reading->link = g_ptr_array_index (reading->links, reading->links->len - 1);
        }
      break;
    default:
      break;
    }
}

static void
walk (Reading *reading, cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      const char *literal = cmark_node_get_literal (node);

      enter_or_leave (reading, node, event == CMARK_EVENT_ENTER);
      if (event != CMARK_EVENT_ENTER)
        continue;
      if (literal != NULL)
        append (reading, literal);
      else if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK ||
               cmark_node_get_type (node) == CMARK_NODE_LINEBREAK)
        append (reading, " ");
    }
  cmark_iter_free (iter);
}

static void
drop_guard (Reading *reading)
{
  const gsize length = strlen (GUARD);

  g_string_erase (reading->text, 0, (gssize)length);
  for (guint i = 0; i < reading->runs->len; i++)
    {
      BrvRun *run = &g_array_index (reading->runs, BrvRun, i);

      run->range.start -= length;
      run->range.end -= length;
    }
  for (guint i = 0; i < reading->references->len; i++)
    g_array_index (reading->references, BrvReference, i).at -= length;
}

static BrvText *
read_markdown (const char *markdown, guint depth, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (BrvRun));
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (BrvReference));
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *source = NULL;
  Reading reading = { text, runs, links, references, 0, BRV_STYLE_NONE, NULL };
  cmark_node *document;

  g_array_set_clear_func (references, clear_reference);
  if (depth > MAX_DEPTH)
    {
      g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                           _ ("The notes are nested too deep."));
      return NULL;
    }
  source = cut_references (markdown, depth, references, error);
  if (source == NULL)
    return NULL;
  document = cmark_parse_document (source, strlen (source), CMARK_OPT_DEFAULT);
  walk (&reading, document);
  cmark_node_free (document);
  if (reading.n_placed != references->len)
    {
      g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                           _ ("A note or citation stands inside of an address."));
      return NULL;
    }
  drop_guard (&reading);
  return brv_text_new_rich (text->str, (gssize)text->len, (const BrvRun *)(gconstpointer)runs->data,
                            runs->len, (const BrvReference *)(gconstpointer)references->data,
                            references->len);
}

/* A paragraph's words. Returns NULL with BRV_CLI_ERROR_USAGE where a citation or note is wrong. */
BrvText *
brv_cli_read_markdown (const char *markdown, GError **error)
{
  return read_markdown (markdown, 0, error);
}
