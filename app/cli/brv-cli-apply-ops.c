/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The changes that the verb apply knows, each as thin a call of the editing verbs as can be. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "cli/brv-cli-apply-private.h"
#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"
#include "typeset/brv-theme.h"

/* A theme must be there and be right; the path of one is relative to the file of changes. */
static gboolean
check_theme (BrvApply *apply, GStrv values, GError **error)
{
  g_autoptr (BrvTheme) theme = NULL;

  if (values[0] == NULL || *values[0] == '\0')
    return TRUE;
  if (g_str_has_suffix (values[0], ".ini") && !g_path_is_absolute (values[0]))
    {
      char *path = g_build_filename (apply->folder, values[0], NULL);

      g_free (values[0]);
      values[0] = g_canonicalize_filename (path, NULL);
      g_free (path);
    }
  theme = brv_theme_load (values[0], error);
  return theme != NULL;
}

static gboolean
op_set (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *name;
  BrvBriefField field;
  g_auto (GStrv) values = NULL;

  if (!brv_apply_get_string (arguments, "field", &name, error))
    return FALSE;
  if (!brv_brief_field_parse (name, &field) || field == BRV_BRIEF_FIELD_TEMPLATE)
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("There is no field “%s”."), name);
      return FALSE;
    }
  values = brv_apply_get_values (arguments, "value", error);
  if (values == NULL || (field == BRV_BRIEF_FIELD_THEME && !check_theme (apply, values, error)))
    return FALSE;
  return brv_edit_set_field (apply->document, field, (const char *const *)values, error);
}

/* The file is the text of a source that is there. */
static gboolean
attach_file (BrvApply *apply,
             JsonObject *arguments,
             const char *path,
             JsonObject *answer,
             BrvId *id,
             GError **error)
{
  const BrvSource *source;

  if (!brv_apply_get_source (apply, arguments, id, error) ||
      !brv_workspace_attach_file (apply->workspace, *id, &(const BrvImportInput){ .path = path },
                                  error))
    return FALSE;
  source = brv_brief_lookup_source (brv_document_get_brief (apply->document), *id);
  brv_cli_set_id (answer, "source", *id);
  brv_cli_set_string (answer, "title", brv_source_get_title (source));
  json_object_set_boolean_member (answer, "merged", TRUE);
  return TRUE;
}

/* The answer names the first source; where the file holds several, "sources" names all. */
static gboolean
op_import (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *file;
  g_autofree char *path = NULL;
  g_autoptr (GArray) outcomes = NULL;
  const BrvImportOutcome *first;
  const BrvSource *source;

  if (!brv_apply_get_string (arguments, "file", &file, error))
    return FALSE;
  path = g_path_is_absolute (file) ? g_strdup (file) : g_build_filename (apply->folder, file, NULL);
  json_object_set_string_member (answer, "file", file);
  if (json_object_has_member (arguments, "source"))
    return attach_file (apply, arguments, path, answer, id, error);
  outcomes =
    brv_workspace_import_file (apply->workspace, &(const BrvImportInput){ .path = path }, error);
  if (outcomes == NULL)
    return FALSE;
  first = &g_array_index (outcomes, BrvImportOutcome, 0);
  *id = first->source_id;
  source = brv_brief_lookup_source (brv_document_get_brief (apply->document), *id);
  brv_cli_set_id (answer, "source", *id);
  if (outcomes->len > 1)
    {
      JsonArray *ids = json_array_new ();

      for (guint i = 0; i < outcomes->len; i++)
        {
          g_autofree char *text =
            brv_id_to_string (g_array_index (outcomes, BrvImportOutcome, i).source_id);

          json_array_add_string_element (ids, text);
        }
      json_object_set_array_member (answer, "sources", ids);
    }
  brv_cli_set_string (answer, "title", brv_source_get_title (source));
  json_object_set_boolean_member (answer, "duplicate", first->duplicate);
  if (first->merged)
    json_object_set_boolean_member (answer, "merged", TRUE);
  return TRUE;
}

static gboolean
op_set_source (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *name;
  BrvSourceField field;
  g_auto (GStrv) values = NULL;

  if (!brv_apply_get_source (apply, arguments, id, error) ||
      !brv_apply_get_string (arguments, "field", &name, error))
    return FALSE;
  if (!brv_source_field_parse (name, &field))
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("There is no field “%s”."), name);
      return FALSE;
    }
  values = brv_apply_get_values (arguments, "value", error);
  return values != NULL && brv_edit_set_source_field (apply->document, *id, field,
                                                      (const char *const *)values, error);
}

static gboolean
op_remove_source (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  gboolean force;

  return brv_apply_get_source (apply, arguments, id, error) &&
         brv_apply_get_boolean (arguments, "force", &force, error) &&
         brv_edit_remove_source (apply->document, *id, force, error);
}

static gboolean
op_add_section (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *heading;
  gint64 at;

  return brv_apply_get_string (arguments, "heading", &heading, error) &&
         brv_apply_get_integer (arguments, "at", -1, &at, error) &&
         brv_edit_add_section (apply->document, heading, (gint)at, id, error);
}

static gboolean
op_rename_section (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *heading;

  return brv_apply_get_section (apply, arguments, id, error) &&
         brv_apply_get_string (arguments, "heading", &heading, error) &&
         brv_edit_rename_section (apply->document, *id, heading, error);
}

static gboolean
op_move_section (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  gint64 at;

  return brv_apply_get_section (apply, arguments, id, error) &&
         brv_apply_get_integer (arguments, "at", -1, &at, error) &&
         brv_edit_move_section (apply->document, *id, (gint)at, error);
}

static gboolean
op_remove_section (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return brv_apply_get_section (apply, arguments, id, error) &&
         brv_edit_remove_section (apply->document, *id, error);
}

static gboolean
add_one (BrvApply *apply,
         BrvId section_id,
         gint64 at,
         BrvBlock *block,
         const char *label,
         BrvId *id,
         GError **error)
{
  BrvBlock *blocks[] = { block };

  *id = brv_block_get_id (block);
  return brv_edit_add_blocks (apply->document, section_id, (gint)at, blocks, 1, label, error);
}

static BrvText *
get_markdown (JsonObject *arguments, GError **error)
{
  const char *markdown;

  if (!brv_apply_get_string (arguments, "text", &markdown, error))
    return NULL;
  return brv_cli_read_markdown (markdown, error);
}

static gboolean
op_add_heading (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at, level;
  g_autoptr (BrvText) text = NULL;
  g_autoptr (BrvBlock) block = NULL;

  if (!brv_apply_get_section (apply, arguments, &section_id, error) ||
      !brv_apply_get_integer (arguments, "at", -1, &at, error) ||
      !brv_apply_get_integer (arguments, "level", 1, &level, error) ||
      (text = get_markdown (arguments, error)) == NULL)
    return FALSE;
  if (level < 1 || level > BRV_HEADING_MAX_LEVEL)
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                   _ ("A heading’s level is from 1 to %d."), BRV_HEADING_MAX_LEVEL);
      return FALSE;
    }
  block = brv_block_new_heading (brv_id_new (), (guint)level, text);
  return add_one (apply, section_id, at, block, _ ("Add Heading"), id, error);
}

static gboolean
op_add_paragraph (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;
  g_autoptr (BrvText) text = NULL;
  g_autoptr (BrvBlock) block = NULL;

  if (!brv_apply_get_section (apply, arguments, &section_id, error) ||
      !brv_apply_get_integer (arguments, "at", -1, &at, error) ||
      (text = get_markdown (arguments, error)) == NULL)
    return FALSE;
  block = brv_block_new_paragraph (brv_id_new (), text);
  return add_one (apply, section_id, at, block, _ ("Add Paragraph"), id, error);
}

static GPtrArray *
make_items (JsonObject *arguments, gboolean ordered, JsonArray *ids, GError **error)
{
  g_auto (GStrv) items = brv_apply_get_values (arguments, "items", error);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);

  if (items == NULL)
    return NULL;
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autoptr (BrvText) text = brv_cli_read_markdown (items[i], error);
      BrvId item_id = brv_id_new ();
      g_autofree char *string = brv_id_to_string (item_id);

      if (text == NULL)
        return NULL;
      g_ptr_array_add (blocks, brv_block_new_list_item (item_id, 1, ordered, text));
      json_array_add_string_element (ids, string);
    }
  return g_steal_pointer (&blocks);
}

static gboolean
op_add_list (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;
  gboolean ordered;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (JsonArray) ids = json_array_new ();

  if (!brv_apply_get_section (apply, arguments, &section_id, error) ||
      !brv_apply_get_integer (arguments, "at", -1, &at, error) ||
      !brv_apply_get_boolean (arguments, "ordered", &ordered, error) ||
      (blocks = make_items (arguments, ordered, ids, error)) == NULL)
    return FALSE;
  if (blocks->len == 0)
    {
      g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("A list needs an item."));
      return FALSE;
    }
  if (!brv_edit_add_blocks (apply->document, section_id, (gint)at, (BrvBlock *const *)blocks->pdata,
                            blocks->len, _ ("Add List"), error))
    return FALSE;
  *id = brv_block_get_id (g_ptr_array_index (blocks, 0));
  json_object_set_array_member (answer, "ids", g_steal_pointer (&ids));
  return TRUE;
}

static void
describe_given (BrvApply *apply, BrvId block_id, JsonObject *answer)
{
  const BrvBrief *brief = brv_document_get_brief (apply->document);
  const BrvBlock *block = brv_brief_find_block (brief, block_id, NULL, NULL);
  const BrvAnchor *anchor = brv_quote_get_anchor (brv_block_get_quote (block));
  const BrvSource *source = brv_brief_lookup_source (brief, brv_anchor_get_source_id (anchor));
  const BrvVerdict *verdict =
    brv_verdicts_lookup (brv_workspace_get_verdicts (apply->workspace), block_id);

  brv_cli_set_id (answer, "block", block_id);
  if (source != NULL)
    {
      brv_cli_set_id (answer, "source", brv_source_get_id (source));
      brv_cli_set_range (answer, brv_source_get_text (source), brv_anchor_get_range (anchor));
    }
  if (verdict != NULL)
    json_object_set_string_member (answer, "match",
                                   brv_verdict_kind_get_name (brv_verdict_get_kind (verdict)));
}

static gboolean
get_locate_options (BrvApply *apply,
                    JsonObject *arguments,
                    BrvLocateOptions *options,
                    GError **error)
{
  gint64 nth;

  if (json_object_has_member (arguments, "source") &&
      !brv_apply_get_source (apply, arguments, &options->source_id, error))
    return FALSE;
  if (!brv_apply_get_optional_string (arguments, "prefix", &options->prefix, error) ||
      !brv_apply_get_optional_string (arguments, "suffix", &options->suffix, error) ||
      !brv_apply_get_integer (arguments, "nth", 0, &nth, error))
    return FALSE;
  options->nth = (guint)MAX (nth, 0);
  return TRUE;
}

static gboolean
op_add_quote (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvLocateOptions options = { 0 };
  BrvId section_id;
  const char *passage;
  gint64 at;
  gboolean as_given;
  BrvMatch match;
  GError *local = NULL;

  if (!brv_apply_get_section (apply, arguments, &section_id, error) ||
      !brv_apply_get_string (arguments, "text", &passage, error) ||
      !brv_apply_get_integer (arguments, "at", -1, &at, error) ||
      !brv_apply_get_boolean (arguments, "as_given", &as_given, error) ||
      !get_locate_options (apply, arguments, &options, error))
    return FALSE;
  if (*passage == '\0')
    {
      g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("The passage is empty."));
      return FALSE;
    }
  if (as_given)
    {
      if (!brv_workspace_quote_as_given (apply->workspace, passage, &options, section_id, (gint)at,
                                         id, error))
        return FALSE;
      describe_given (apply, *id, answer);
      return TRUE;
    }
  if (!brv_workspace_quote_passage (apply->workspace, passage, &options, section_id, (gint)at, id,
                                    &match, &local))
    {
      if (g_error_matches (local, BRV_LOCATE_ERROR, BRV_LOCATE_ERROR_AMBIGUOUS))
        {
          JsonObject *described = brv_cli_make_error (local, NULL);

          brv_cli_describe_places (brv_document_get_brief (apply->document), passage, &options,
                                   described);
          json_object_set_object_member (answer, "error", described);
        }
      g_propagate_error (error, local);
      return FALSE;
    }
  brv_cli_describe_match (brv_document_get_brief (apply->document), *id, &match, answer);
  return TRUE;
}

static gboolean
op_move (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  BrvId section_id;
  gint64 at;

  return brv_apply_get_block (apply, arguments, id, error) != NULL &&
         brv_apply_get_section (apply, arguments, &section_id, error) &&
         brv_apply_get_integer (arguments, "at", -1, &at, error) &&
         brv_edit_move_block (apply->document, *id, section_id, (gint)at, error);
}

static gboolean
op_remove (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return brv_apply_get_block (apply, arguments, id, error) != NULL &&
         brv_edit_remove_block (apply->document, *id, error);
}

static gboolean
step_through (BrvApply *apply,
              JsonObject *arguments,
              JsonObject *answer,
              gboolean (*step) (BrvDocument *document),
              GError **error)
{
  gint64 count;
  gint64 done = 0;

  if (!brv_apply_get_integer (arguments, "count", 1, &count, error))
    return FALSE;
  while (done < count && step (apply->document))
    done++;
  json_object_set_int_member (answer, "count", done);
  return TRUE;
}

static gboolean
op_undo (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return step_through (apply, arguments, answer, brv_document_undo, error);
}

static gboolean
op_redo (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  return step_through (apply, arguments, answer, brv_document_redo, error);
}

static gboolean
op_save (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  if (!brv_workspace_save (apply->workspace, apply->path, error))
    return FALSE;
  brv_cli_say_overwritten (apply->cli, apply->workspace, apply->path);
  if (brv_workspace_was_overwritten (apply->workspace))
    json_object_set_boolean_member (answer, "overwritten", TRUE);
  return TRUE;
}

static gboolean
op_checkpoint (
  BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  const char *name;

  return brv_apply_get_string (arguments, "name", &name, error) &&
         brv_workspace_checkpoint (apply->workspace, name, error);
}

static gboolean
op_restore (BrvApply *apply, JsonObject *arguments, JsonObject *answer, BrvId *id, GError **error)
{
  g_autoptr (BrvVersions) versions = brv_workspace_get_versions (apply->workspace);
  g_autoptr (BrvBrief) state = NULL;
  gint64 version;

  if (!brv_apply_get_required_integer (arguments, "version", &version, error))
    return FALSE;
  if (version < 0 || version >= (gint64)brv_versions_get_n (versions))
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_NOT_FOUND,
                   _ ("There is no version %d. See “brevier list --what versions”."), (int)version);
      return FALSE;
    }
  state = brv_versions_read (versions, (guint)version, error);
  return state != NULL && brv_workspace_restore (apply->workspace, state, error);
}

/* The change of this name; NULL if there is none. */
BrvApplyFunc
brv_apply_find (const char *op)
{
  static const struct
  {
    const char *name;
    BrvApplyFunc func;
  } ops[] = {
    { "add-callout", brv_apply_add_callout },
    { "add-citation", brv_apply_add_citation },
    { "add-figure", brv_apply_add_figure },
    { "add-heading", op_add_heading },
    { "add-list", op_add_list },
    { "add-note", brv_apply_add_note },
    { "add-page-break", brv_apply_add_page_break },
    { "add-paragraph", op_add_paragraph },
    { "add-quote", op_add_quote },
    { "add-section", op_add_section },
    { "add-table", brv_apply_add_table },
    { "checkpoint", op_checkpoint },
    { "delete", brv_apply_delete },
    { "edit-table", brv_apply_edit_table },
    { "elide", brv_apply_elide },
    { "import", op_import },
    { "initial", brv_apply_initial },
    { "insert", brv_apply_insert },
    { "join", brv_apply_join },
    { "move", op_move },
    { "move-section", op_move_section },
    { "redo", op_redo },
    { "restore", op_restore },
    { "remove", op_remove },
    { "remove-section", op_remove_section },
    { "remove-source", op_remove_source },
    { "rename-section", op_rename_section },
    { "reset-quote", brv_apply_reset_quote },
    { "save", op_save },
    { "set", op_set },
    { "set-figure", brv_apply_set_figure },
    { "set-look", brv_apply_set_look },
    { "set-source", op_set_source },
    { "split", brv_apply_split },
    { "type", brv_apply_type },
    { "undo", op_undo },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (g_str_equal (ops[i].name, op))
        return ops[i].func;
    }
  return NULL;
}
