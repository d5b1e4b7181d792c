/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verb library: all sources that were ever brought in. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/brv-cli-private.h"
#include "storage/brv-library-snippet.h"
#include "storage/brv-library.h"
#include "workspace/brv-library-notice.h"

#define SNIPPET_CHARS 120

/* One call of the verb. */
typedef struct
{
  BrvCli *cli;
  BrvLibrary *library;
  char **arguments; /* after the command */
  guint n_arguments;
  guint limit;
  char *folder; /* (nullable) */
} Call;

typedef BrvExit (*CommandFunc) (Call *call);

typedef struct
{
  const char *name;
  guint min_arguments;
  guint max_arguments;
  gboolean is_writing;
  CommandFunc run;
  const char *usage;
} Command;

static JsonObject *
describe_entry (const BrvLibraryEntry *entry)
{
  static const char *const standings[] = { NULL, "withdrawn", "replaced" };
  const struct
  {
    const char *name;
    const char *value;
  } strings[] = {
    { "title", entry->title },
    { "authors", entry->authors },
    { "publisher", entry->publisher },
    { "date", entry->date },
    { "language", entry->language },
    { "grade", entry->grade },
    { "note", entry->note },
    { "reason", entry->reason },
    { "standing", standings[entry->standing] },
  };
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", entry->id);
  brv_cli_set_id (object, "source", entry->source_id);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      if (strings[i].value != NULL && *strings[i].value != '\0')
        json_object_set_string_member (object, strings[i].name, strings[i].value);
    }
  if (entry->replaced_by != 0)
    json_object_set_int_member (object, "replaced_by", entry->replaced_by);
  if (entry->tags[0] != NULL)
    {
      JsonArray *tags = json_array_new ();

      for (guint i = 0; entry->tags[i] != NULL; i++)
        json_array_add_string_element (tags, entry->tags[i]);
      json_object_set_array_member (object, "tags", tags);
    }
  return object;
}

static gboolean
read_id (const char *argument, gint64 *id)
{
  char *end = NULL;

  *id = g_ascii_strtoll (argument, &end, 10);
  return *argument != '\0' && *end == '\0' && *id > 0;
}

static BrvExit
fail_id (Call *call)
{
  return brv_cli_fail_usage (call->cli, _ ("“%s” is not the number of a source."),
                             call->arguments[0]);
}

static BrvExit
end (Call *call, gboolean done, GError **error)
{
  return done ? BRV_EXIT_DONE : brv_cli_fail (call->cli, NULL, *error);
}

static gboolean
print_hit (Call *call, const BrvLibraryQuery *query, gint64 id, GError **error)
{
  g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (call->library, id, error);
  g_autofree char *text = NULL;
  g_autoptr (BrvLibrarySnippet) snippet = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (entry == NULL || (text = brv_library_read_text (call->library, id, error)) == NULL)
    return FALSE;
  snippet = brv_library_snippet_new (text, query, SNIPPET_CHARS);
  if (!call->cli->json)
    {
      brv_cli_print ("%6" G_GINT64_FORMAT "  %s%s%s%s%s\n        %s\n", id, entry->title,
                     *entry->publisher != '\0' ? " · " : "", entry->publisher,
                     *entry->date != '\0' ? " · " : "", entry->date, snippet->text);
      return TRUE;
    }
  object = describe_entry (entry);
  json_object_set_string_member (object, "snippet", snippet->text);
  brv_cli_print_json (object);
  return TRUE;
}

static BrvExit
search (Call *call)
{
  g_autofree char *typed = g_strjoinv (" ", call->arguments);
  /* A command line is finished: its last word is a whole one. */
  g_autofree char *whole = g_strconcat (typed, " ", NULL);
  g_autoptr (BrvLibraryQuery) query = brv_library_query_parse (whole);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits =
    brv_library_search (call->library, query, BRV_LIBRARY_ORDER_ADDED, call->limit, NULL, &error);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      if (!print_hit (call, query, g_array_index (hits, gint64, i), &error))
        break;
    }
  return error == NULL ? BRV_EXIT_DONE : brv_cli_fail (call->cli, NULL, error);
}

static BrvExit
show (Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryEntry) entry = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  if (!read_id (call->arguments[0], &id))
    return fail_id (call);
  entry = brv_library_read_entry (call->library, id, &error);
  text = entry != NULL ? brv_library_read_text (call->library, id, &error) : NULL;
  if (text == NULL)
    return brv_cli_fail (call->cli, NULL, error);
  if (call->cli->json)
    {
      g_autoptr (JsonObject) object = describe_entry (entry);

      json_object_set_string_member (object, "text", text);
      return brv_cli_print_json (object) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
    }
  return brv_cli_print ("%s\n", text) ? BRV_EXIT_DONE : BRV_EXIT_OUTPUT;
}

static gboolean
add_file (Call *call, BrvWorkerClient *workers, const char *path, GError **error)
{
  const BrvImportInput input = { .path = path };
  g_autoptr (BrvImportResult) result = brv_import (workers, &input, NULL, error);

  for (guint i = 0; result != NULL && i < brv_import_result_get_n_sources (result); i++)
    {
      const BrvSource *source = brv_import_result_get_source (result, i);
      gint64 id = 0;
      guint n_new = 0;

      if (!brv_library_add (call->library, &source, 1, &id, &n_new, error))
        return FALSE;
      if (call->cli->json)
        {
          g_autoptr (JsonObject) answer = json_object_new ();

          json_object_set_string_member (answer, "file", path);
          json_object_set_int_member (answer, "id", id);
          json_object_set_boolean_member (answer, "duplicate", n_new == 0);
          brv_cli_print_json (answer);
        }
    }
  return result != NULL;
}

static void
say_where (Call *call)
{
  g_autofree char *notice =
    call->cli->quiet ? NULL : brv_library_notice_take (call->library, "command-line");

  if (notice != NULL)
    g_printerr ("brevier: %s\n", notice);
}

static BrvExit
add (Call *call)
{
  g_autoptr (BrvWorkerClient) workers = brv_worker_client_new ();
  guint n_failed = 0;
  BrvExit status = BRV_EXIT_DONE;

  say_where (call);
  for (guint i = 0; i < call->n_arguments; i++)
    {
      g_autoptr (GError) error = NULL;

      if (add_file (call, workers, call->arguments[i], &error))
        continue;
      status = brv_cli_fail (call->cli, call->arguments[i], error);
      n_failed++;
    }
  return n_failed > 0 && call->n_arguments > 1 ? BRV_EXIT_SOME_FAILED : status;
}

static BrvExit
tag (Call *call)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  return read_id (call->arguments[0], &id)
           ? end (call,
                  brv_library_set_tags (call->library, id, (const char *const *)call->arguments + 1,
                                        &error),
                  &error)
           : fail_id (call);
}

static BrvExit
note (Call *call)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  return read_id (call->arguments[0], &id)
           ? end (call, brv_library_set_note (call->library, id, call->arguments[1], &error),
                  &error)
           : fail_id (call);
}

static BrvExit
grade (Call *call)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!read_id (call->arguments[0], &id))
    return fail_id (call);
  if (!g_regex_match_simple ("^[A-F]?[1-6]?$", call->arguments[1], G_REGEX_DOLLAR_ENDONLY, 0))
    return brv_cli_fail_usage (
      call->cli,
      _ ("“%s” is not a grade. A grade is a letter from A to F, a digit from 1 to 6, or "
         "both, as B2."),
      call->arguments[1]);
  return end (call, brv_library_set_grade (call->library, id, call->arguments[1], &error), &error);
}

static BrvExit
set_standing (Call *call, BrvLibraryStanding standing, gint64 replaced_by, const char *reason)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  return read_id (call->arguments[0], &id)
           ? end (call,
                  brv_library_set_standing (call->library, id, standing, replaced_by,
                                            reason != NULL ? reason : "", &error),
                  &error)
           : fail_id (call);
}

static BrvExit
withdraw (Call *call)
{
  return set_standing (call, BRV_LIBRARY_WITHDRAWN, 0, call->arguments[1]);
}

static BrvExit
reinstate (Call *call)
{
  return set_standing (call, BRV_LIBRARY_SOUND, 0, NULL);
}

static BrvExit
replace (Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvLibraryEntry) entry = NULL;
  gint64 id;
  gint64 other;

  if (!read_id (call->arguments[1], &other))
    return brv_cli_fail_usage (call->cli, _ ("“%s” is not the number of a source."),
                               call->arguments[1]);
  if (read_id (call->arguments[0], &id) && id == other)
    return brv_cli_fail_usage (call->cli, _ ("Source %s cannot be replaced by itself."),
                               call->arguments[0]);
  entry = brv_library_read_entry (call->library, other, &error);
  if (entry == NULL)
    return brv_cli_fail (call->cli, NULL, error);
  return set_standing (call, BRV_LIBRARY_REPLACED, other, call->arguments[2]);
}

static BrvExit
used (Call *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) usage = NULL;
  gint64 id;

  if (!read_id (call->arguments[0], &id))
    return fail_id (call);
  usage = brv_library_list_usage (call->library, id, &error);
  for (guint i = 0; usage != NULL && i < usage->len; i++)
    {
      const BrvLibraryUsage *one = g_ptr_array_index (usage, i);

      if (call->cli->json)
        {
          g_autoptr (JsonObject) object = json_object_new ();

          brv_cli_set_id (object, "brief", one->brief_id);
          json_object_set_string_member (object, "title", one->title);
          json_object_set_string_member (object, "path", one->path);
          json_object_set_int_member (object, "quotes", one->n_quotes);
          brv_cli_print_json (object);
        }
      else
        {
          brv_cli_print ("%4u  %s · %s\n", one->n_quotes, one->title, one->path);
        }
    }
  return end (call, usage != NULL, &error);
}

static BrvExit
remove_source (Call *call)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  return read_id (call->arguments[0], &id)
           ? end (call, brv_library_remove (call->library, id, &error), &error)
           : fail_id (call);
}

static BrvExit
backup (Call *call)
{
  g_autoptr (GError) error = NULL;

  return brv_library_backup (call->library, call->arguments[0], &error)
           ? BRV_EXIT_DONE
           : brv_cli_fail (call->cli, call->arguments[0], error);
}

static BrvExit
restore (Call *call)
{
  g_autoptr (GError) error = NULL;

  return brv_library_restore (call->folder, call->arguments[0], &error)
           ? BRV_EXIT_DONE
           : brv_cli_fail (call->cli, call->arguments[0], error);
}

static BrvExit
check (Call *call)
{
  g_autoptr (GError) error = NULL;

  return end (call, brv_library_check (call->library, NULL, &error), &error);
}

static BrvExit
rebuild (Call *call)
{
  g_autoptr (GError) error = NULL;

  return end (call, brv_library_rebuild_index (call->library, NULL, &error), &error);
}

static const Command commands[] = {
  { "search", 0, G_MAXUINT, FALSE, search, N_ ("search [WORD…]") },
  { "show", 1, 1, FALSE, show, N_ ("show NUMBER") },
  { "used", 1, 1, FALSE, used, N_ ("used NUMBER") },
  { "add", 1, G_MAXUINT, TRUE, add, N_ ("add FILE…") },
  { "tag", 1, G_MAXUINT, TRUE, tag, N_ ("tag NUMBER [TAG…]") },
  { "note", 2, 2, TRUE, note, N_ ("note NUMBER TEXT") },
  { "grade", 2, 2, TRUE, grade, N_ ("grade NUMBER GRADE") },
  { "withdraw", 1, 2, TRUE, withdraw, N_ ("withdraw NUMBER [REASON]") },
  { "replace", 2, 3, TRUE, replace, N_ ("replace NUMBER BY-NUMBER [REASON]") },
  { "reinstate", 1, 1, TRUE, reinstate, N_ ("reinstate NUMBER") },
  { "remove", 1, 1, TRUE, remove_source, N_ ("remove NUMBER") },
  { "backup", 1, 1, FALSE, backup, N_ ("backup FILE") },
  { "restore", 1, 1, TRUE, restore, N_ ("restore FILE") },
  { "check", 0, 0, FALSE, check, N_ ("check") },
  { "rebuild", 0, 0, TRUE, rebuild, N_ ("rebuild") },
};

static char *
make_summary (void)
{
  GString *summary =
    g_string_new (_ ("The library holds all sources that were ever brought in. Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (summary, "\n  %s", _ (commands[i].usage));
  return g_string_free (summary, FALSE);
}

/* A backup may be put back where the library is damaged, so that one command opens nothing. */
static BrvExit
run (Call *call, const Command *command)
{
  const BrvLibraryOptions options = { .folder = call->folder, .read_only = !command->is_writing };
  g_autoptr (GError) error = NULL;
  BrvExit status;

  if (command->run == restore)
    return restore (call);
  call->library = brv_library_open (&options, &error);
  if (call->library == NULL)
    return brv_cli_fail (call->cli, NULL, error);
  status = command->run (call);
  brv_library_unref (call->library);
  return status;
}

BrvExit
brv_cli_library (BrvCli *cli, int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *summary = make_summary ();
  gint limit = 50;
  const GOptionEntry entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Where the library is"), N_ ("FOLDER") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("The most sources to find; 0: all"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };
  BrvExit status;

  if (!brv_cli_parse (cli, entries, _ ("COMMAND [ARGUMENT…]"), summary, &argc, &argv, &status))
    return status;
  if (limit < 0)
    return brv_cli_fail_usage (
      cli, _ ("--limit %d is less than no source. Give a number from 1, or 0 for all."), limit);
  if (argc < 2)
    return brv_cli_fail_usage (cli, _ ("Name a command: brevier library COMMAND"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      Call call = { .cli = cli, .arguments = argv + 2, .n_arguments = (guint)argc - 2 };

      if (!g_str_equal (commands[i].name, argv[1]))
        continue;
      if (call.n_arguments < commands[i].min_arguments ||
          call.n_arguments > commands[i].max_arguments)
        return brv_cli_fail_usage (cli, _ ("This command is used so: brevier library %s"),
                                   _ (commands[i].usage));
      call.limit = (guint)limit;
      call.folder = folder;
      return run (&call, &commands[i]);
    }
  return brv_cli_fail_usage (cli, _ ("There is no command “%s”. See “brevier library --help”."),
                             argv[1]);
}
