/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb apply: one change a line in, one answer a line out. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/brv-utf8.h"
#include "cli/brv-cli-apply-private.h"
#include "model/brv-codec.h"

static gboolean
fail_argument (GError **error, const char *name)
{
  g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
               _ ("The argument “%s” is missing or of the wrong kind."), name);
  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
brv_apply_get_string (JsonObject *arguments, const char *name, const char **value, GError **error)
{
  JsonNode *node = json_object_get_member (arguments, name);

  if (!holds (node, G_TYPE_STRING))
    return fail_argument (error, name);
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
brv_apply_get_optional_string (JsonObject *arguments,
                               const char *name,
                               const char **value,
                               GError **error)
{
  *value = NULL;
  return !json_object_has_member (arguments, name) ||
         brv_apply_get_string (arguments, name, value, error);
}

gboolean
brv_apply_get_required_integer (JsonObject *arguments,
                                const char *name,
                                gint64 *value,
                                GError **error)
{
  JsonNode *node = json_object_get_member (arguments, name);

  if (!holds (node, G_TYPE_INT64) || json_node_get_int (node) < G_MININT ||
      json_node_get_int (node) > G_MAXINT)
    return fail_argument (error, name);
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
brv_apply_get_integer (
  JsonObject *arguments, const char *name, gint64 fallback, gint64 *value, GError **error)
{
  *value = fallback;
  return !json_object_has_member (arguments, name) ||
         brv_apply_get_required_integer (arguments, name, value, error);
}

gboolean
brv_apply_get_boolean (JsonObject *arguments, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (arguments, name);

  *value = FALSE;
  if (node == NULL)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return fail_argument (error, name);
  *value = json_node_get_boolean (node);
  return TRUE;
}

/* A string or an array of strings. */
GStrv
brv_apply_get_values (JsonObject *arguments, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (arguments, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (holds (node, G_TYPE_STRING))
    {
      g_strv_builder_add (builder, json_node_get_string (node));
      return g_strv_builder_end (builder);
    }
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      fail_argument (error, name);
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!holds (element, G_TYPE_STRING))
        {
          fail_argument (error, name);
          return NULL;
        }
      g_strv_builder_add (builder, json_node_get_string (element));
    }
  return g_strv_builder_end (builder);
}

static gboolean
fail_not_found (GError **error, const char *what)
{
  g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_NOT_FOUND, _ ("There is no “%s” in the brief."),
               what);
  return FALSE;
}

/* "@3" is the id that line 3 answered. */
static gboolean
look_back (BrvApply *apply, const char *name, BrvId *id)
{
  char *end;
  guint64 line;

  if (name[0] != '@')
    return brv_id_parse (name, id);
  line = g_ascii_strtoull (name + 1, &end, 10);
  if (end == name + 1 || *end != '\0' || line == 0 || line > apply->ids->len)
    return FALSE;
  *id = g_array_index (apply->ids, BrvId, (guint)line - 1);
  return !brv_id_is_none (*id);
}

gboolean
brv_apply_get_section (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error)
{
  const BrvBrief *brief = brv_document_get_brief (apply->document);
  const char *name;
  gint index = -1;

  if (!brv_apply_get_string (arguments, "section", &name, error))
    return FALSE;
  if (look_back (apply, name, id))
    index = brv_brief_find_section (brief, *id);
  if (index < 0)
    index = brv_brief_find_section_named (brief, name);
  if (index < 0)
    return fail_not_found (error, name);
  *id = brv_section_get_id (brv_brief_get_section (brief, (guint)index));
  return TRUE;
}

const BrvBlock *
brv_apply_get_block (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error)
{
  const char *name;
  const BrvBlock *block = NULL;

  if (!brv_apply_get_string (arguments, "block", &name, error))
    return NULL;
  if (look_back (apply, name, id))
    block = brv_brief_find_block (brv_document_get_brief (apply->document), *id, NULL, NULL);
  if (block == NULL)
    fail_not_found (error, name);
  return block;
}

gboolean
brv_apply_get_source (BrvApply *apply, JsonObject *arguments, BrvId *id, GError **error)
{
  const char *name;

  if (!brv_apply_get_string (arguments, "source", &name, error))
    return FALSE;
  if (!look_back (apply, name, id) ||
      brv_brief_find_source (brv_document_get_brief (apply->document), *id) < 0)
    return fail_not_found (error, name);
  return TRUE;
}

static gboolean
put_id_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *mark = g_match_info_fetch (match, 1);
  g_autofree char *name = g_match_info_fetch (match, 2);
  g_autofree char *string = NULL;
  BrvId id;

  if (look_back (user_data, name, &id))
    string = brv_id_to_string (id);
  g_string_append (result, mark);
  g_string_append (result, string != NULL ? string : name);
  return FALSE;
}

/* A citation may name its source by the line that imported it: "[^cite: @1]". */
static char *
resolve_citations (BrvApply *apply, const char *line)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\[\\^cite: *)(@[0-9]+)(?= *\\])", 0, 0, NULL);

  return g_regex_replace_eval (regex, line, -1, 0, 0, put_id_cb, apply, NULL);
}

static gboolean
apply_line (BrvApply *apply, const char *line, JsonObject *answer, BrvId *id, GError **error)
{
  g_autofree char *resolved =
    g_utf8_validate (line, -1, NULL) ? resolve_citations (apply, line) : NULL;
  g_autoptr (JsonNode) root = resolved != NULL ? brv_codec_parse (resolved, -1, NULL) : NULL;
  JsonObject *arguments;
  const char *op;
  BrvApplyFunc func;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE,
                           _ ("The line is not a JSON object."));
      return FALSE;
    }
  arguments = json_node_get_object (root);
  if (!brv_apply_get_string (arguments, "op", &op, error))
    return FALSE;
  func = brv_apply_find (op);
  if (func == NULL)
    {
      g_set_error (error, BRV_CLI_ERROR, BRV_CLI_ERROR_USAGE, _ ("There is no change “%s”."), op);
      return FALSE;
    }
  /* Every line is a step of its own for undo, however fast typing follows typing. */
  brv_document_seal (apply->document);
  return func (apply, arguments, answer, id, error);
}

static void
add_error (BrvApply *apply, const GError *error, JsonObject *answer)
{
  json_object_set_boolean_member (answer, "ok", FALSE);
  if (!json_object_has_member (answer, "error"))
    json_object_set_object_member (answer, "error", brv_cli_make_error (error, NULL));
}

/* Answers one line; DONE, or what its fault means. */
static BrvExit
answer_line (BrvApply *apply, const char *line, guint number, gboolean keep_open)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GError) error = NULL;
  BrvId id = BRV_ID_NONE;
  BrvExit status = BRV_EXIT_DONE;

  json_object_set_int_member (answer, "n", number);
  if (apply_line (apply, line, answer, &id, &error))
    {
      json_object_set_boolean_member (answer, "ok", TRUE);
      brv_cli_set_id (answer, "id", id);
    }
  else
    {
      const char *code;

      status = brv_cli_classify (error, &code);
      add_error (apply, error, answer);
      if (!apply->cli->quiet)
        g_printerr ("brevier: %s: %s\n", apply->path, error->message);
    }
  g_array_append_val (apply->ids, id);
  if (keep_open)
    json_object_set_int_member (answer, "t_ms", g_get_monotonic_time () / 1000);
  return brv_cli_print_json (answer) ? status : BRV_EXIT_OUTPUT;
}

typedef struct
{
  gboolean keep_going; /* --continue */
  gboolean keep_open;
} ApplyOptions;

/* Runs all lines; DONE, the meaning of the first fault, or SOME_FAILED with --continue. */
static BrvExit
apply_all (BrvApply *apply, FILE *input, const ApplyOptions *options)
{
  char *line = NULL;
  size_t size = 0;
  guint number = 0;
  BrvExit result = BRV_EXIT_DONE;

  while (getline (&line, &size, input) >= 0)
    {
      BrvExit status;

      number++;
      g_strchomp (line);
      if (*line == '\0')
        {
          BrvId none = BRV_ID_NONE;

          g_array_append_val (apply->ids, none);
          continue;
        }
      status = answer_line (apply, line, number, options->keep_open);
      if (status == BRV_EXIT_DONE)
        continue;
      result = options->keep_going ? BRV_EXIT_SOME_FAILED : status;
      if (!options->keep_going || status == BRV_EXIT_OUTPUT)
        break;
    }
  free (line);
  return result;
}

static BrvExit
run (BrvCli *cli, const char *path, const char *changes, FILE *input, const ApplyOptions *options)
{
  g_autoptr (BrvWorkspace) workspace = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (BrvId));
  g_autofree char *folder =
    g_str_equal (changes, "-") ? g_strdup (".") : g_path_get_dirname (changes);
  BrvApply apply = { cli, NULL, NULL, path, folder, ids };
  BrvExit status;

  workspace = options->keep_open ? brv_cli_open_to_stay (cli, path, &status)
                                 : brv_cli_open (cli, path, &status);
  if (workspace == NULL)
    return status;
  apply.workspace = workspace;
  apply.document = brv_workspace_get_document (workspace);
  status = apply_all (&apply, input, options);
  if (options->keep_open)
    {
      g_autoptr (GError) error = NULL;

      if (!brv_workspace_close (workspace, FALSE, &error))
        return brv_cli_fail (cli, path, error);
      return status;
    }
  if (status != BRV_EXIT_DONE && !options->keep_going)
    {
      brv_workspace_close (workspace, TRUE, NULL);
      return status;
    }
  {
    BrvExit saved = brv_cli_save_and_close (cli, workspace, path);

    return saved != BRV_EXIT_DONE ? saved : status;
  }
}

BrvExit
brv_cli_apply (BrvCli *cli, int argc, char **argv)
{
  ApplyOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "continue", 0, 0, G_OPTION_ARG_NONE, &options.keep_going,
      N_ ("Go on after a change that fails"), NULL },
    { "keep-open", 0, 0, G_OPTION_ARG_NONE, &options.keep_open,
      N_ ("Behave as an open window does"), NULL },
    BRV_CLI_TAKE_OVER (cli),
    G_OPTION_ENTRY_NULL,
  };
  const char *changes;
  FILE *input;
  BrvExit status;

  if (!brv_cli_parse (
        cli, entries, _ ("BRIEF [FILE|-]"),
        _ ("Applies changes, one JSON object a line. The brief is written at the end, "
           "if all succeed."),
        &argc, &argv, &status))
    return status;
  if (argc != 2 && argc != 3)
    return brv_cli_fail_usage (cli, _ ("Name the brief and the changes: brevier apply BRIEF FILE"));
  changes = argc == 3 ? argv[2] : "-";
  if (g_file_test (changes, G_FILE_TEST_IS_DIR))
    return brv_cli_fail_code (cli, BRV_EXIT_INPUT, "not-a-file", changes, _ ("This is a folder."));
  input = g_str_equal (changes, "-") ? stdin : fopen (changes, "re");
  if (input == NULL)
    return brv_cli_fail_code (
      cli, BRV_EXIT_INPUT, g_file_test (changes, G_FILE_TEST_EXISTS) ? "permission" : "not-found",
      changes, _ ("The changes cannot be read."));
  status = run (cli, argv[1], changes, input, &options);
  if (input != stdin && fclose (input) != 0 && status == BRV_EXIT_DONE)
    return BRV_EXIT_INTERNAL;
  return status;
}
