/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-title-block.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-structure.h"
#include "ui/brief/brv-field-view.h"
#include "ui/brief/brv-flow-layout.h"
#include "ui/shared/brv-language.h"

/* Typing becomes one step of the history when it pauses this long, or leaves the field. */
#define PAUSE_MS 300
#define CARET_PX 2

#define LIST_SEPARATOR ", "

/* Fields that are one line of text. */
typedef struct
{
  BrvBriefField field;
  GtkText *text; /* Template child */
} LineField;

#define N_LINE_FIELDS 5

struct _BrvTitleBlock
{
  GtkWidget parent_instance;

  /* Owned */
  BrvDocument *document;
  GSimpleActionGroup *actions;
  guint commit_source;
  gboolean showing; /* the widgets are being set from the document */

  /* Template children */
  GtkText *reference;
  GtkMenuButton *marking;
  GtkLabel *marking_label;
  BrvFieldView *title;
  BrvFieldView *subtitle;
  GtkWidget *organisation_box;
  GtkWidget *organisation_separator;
  GtkText *date;
  GtkText *authors;
  GtkText *organisation;
  GtkText *recipients;
  GtkMenuButton *language;
  GtkLabel *language_label;

  LineField lines[N_LINE_FIELDS];
};

G_DEFINE_FINAL_TYPE (BrvTitleBlock, brv_title_block, GTK_TYPE_WIDGET)

/* Traffic Light Protocol 2.0, FIRST.org 2022: the labels as they must be written. */
static const char *const tlp_markings[] = { "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN",
                                            "TLP:CLEAR" };

/* ---- fields to document ---- */

static char **
parse_list (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (values, g_strdup (parts[i]));
  g_ptr_array_add (values, NULL);
  return (char **)g_ptr_array_free (values, FALSE);
}

static char **
parse_field (BrvBriefField field, const char *text)
{
  const char *one[] = { text, NULL };

  return brv_brief_field_is_list (field) ? parse_list (text)
                                         : g_strdupv ((char **)(*text != '\0' ? one : one + 1));
}

static gboolean
field_says (BrvTitleBlock *self, BrvBriefField field, const char *const *values)
{
  const BrvRecord *record = brv_brief_get_record (brv_document_get_brief (self->document));
  const char *const *present = brv_record_get_list (record, field);
  static const char *const none[] = { NULL };

  return g_strv_equal (present != NULL ? present : none, values);
}

/* What a field shows of the record: a list with commas, a date in words. */
static char *
dup_shown (BrvTitleBlock *self, BrvBriefField field)
{
  const BrvRecord *record = brv_brief_get_record (brv_document_get_brief (self->document));
  char *text = brv_record_dup_joined (record, field, LIST_SEPARATOR);
  g_autofree char *midnight = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) date = NULL;

  if (field == BRV_BRIEF_FIELD_DATE && midnight != NULL)
    date = g_date_time_new_from_iso8601 (midnight, NULL);
  if (date != NULL)
    {
      g_free (text);
      /* Translators: a date in words, as in "24 November 2026"; see g_date_time_format(). */
      text = g_date_time_format (date, _ ("%-e %B %Y"));
    }
  return text != NULL ? text : g_strdup ("");
}

static void
commit_field (BrvTitleBlock *self, BrvBriefField field, const char *text)
{
  g_auto (GStrv) values = parse_field (field, text);
  g_autofree char *shown = dup_shown (self, field);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (shown, text) || field_says (self, field, (const char *const *)values))
    return;
  if (!brv_edit_set_field (self->document, field, (const char *const *)values, &error))
    g_debug ("refused: %s", error->message);
}

static void
commit (BrvTitleBlock *self)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (self->commit_source == 0)
    return;
  g_clear_handle_id (&self->commit_source, g_source_remove);
  title = brv_field_view_dup_text (self->title);
  subtitle = brv_field_view_dup_text (self->subtitle);
  /* Each that differs is a step of its own; while one types only one does. */
  commit_field (self, BRV_BRIEF_FIELD_TITLE, title);
  commit_field (self, BRV_BRIEF_FIELD_SUBTITLE, subtitle);
  for (guint i = 0; i < N_LINE_FIELDS; i++)
    {
      g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->lines[i].text)));

      commit_field (self, self->lines[i].field, text);
    }
}

static gboolean
commit_cb (gpointer user_data)
{
  commit (user_data);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (BrvTitleBlock *self)
{
  if (self->showing)
    return;
  if (self->commit_source != 0)
    g_source_remove (self->commit_source);
  self->commit_source = g_timeout_add (PAUSE_MS, commit_cb, self);
}

static void
left_cb (GtkEventControllerFocus *controller, BrvTitleBlock *self)
{
  commit (self);
}

static void
text_activated_cb (GtkText *text, BrvTitleBlock *self)
{
  g_signal_emit_by_name (text, "move-focus", GTK_DIR_TAB_FORWARD);
}

/* ---- document to fields ---- */

/* An unset field at the end is seen only by who looks for it. */
static void
show_organisation (BrvTitleBlock *self, gboolean shown)
{
  void (*mark) (GtkWidget *, const char *) =
    shown ? gtk_widget_remove_css_class : gtk_widget_add_css_class;

  mark (self->organisation_box, "brv-unset");
  mark (self->organisation_separator, "brv-unset");
}

/* An empty field is as wide as what it asks for: GTK 4.8 sees to that itself, later ones do not. */
static void
fit_placeholder (GtkText *text)
{
  gint width_px = -1;

  if (*gtk_editable_get_text (GTK_EDITABLE (text)) == '\0')
    {
      g_autoptr (PangoLayout) layout =
        gtk_widget_create_pango_layout (GTK_WIDGET (text), gtk_text_get_placeholder_text (text));

      pango_layout_get_pixel_size (layout, &width_px, NULL);
      width_px += CARET_PX;
    }
  gtk_widget_set_size_request (GTK_WIDGET (text), width_px, -1);
}

static void
show_line (BrvTitleBlock *self, const LineField *line)
{
  g_autofree char *shown = dup_shown (self, line->field);
  const char *present = gtk_editable_get_text (GTK_EDITABLE (line->text));
  g_auto (GStrv) values = parse_field (line->field, present);

  /* What says the same stays as it was typed: "A," while one goes on to "A, B". */
  if (!g_str_equal (present, shown) &&
      (!gtk_widget_has_focus (GTK_WIDGET (line->text)) ||
       !field_says (self, line->field, (const char *const *)values)))
    gtk_editable_set_text (GTK_EDITABLE (line->text), shown);
}

static void
set_state (BrvTitleBlock *self, const char *action, const char *value)
{
  GAction *simple = g_action_map_lookup_action (G_ACTION_MAP (self->actions), action);

  g_simple_action_set_state (G_SIMPLE_ACTION (simple),
                             g_variant_new_string (value != NULL ? value : ""));
}

static void
show_marking (BrvTitleBlock *self, const char *marking)
{
  static const char *const classes[] = { "none", "own", "red", "amber", "green", "clear" };
  GtkWidget *button = GTK_WIDGET (self->marking_label);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (button, classes[i]);
  gtk_widget_add_css_class (button, "brv-marking");
  gtk_widget_add_css_class (button, brv_marking_get_style_class (marking));
  gtk_label_set_label (self->marking_label, marking != NULL ? marking : _ ("No Marking"));
  set_state (self, "marking", marking);
}

static void
show (BrvTitleBlock *self)
{
  const BrvBrief *brief = brv_document_get_brief (self->document);
  const char *language = brv_brief_get (brief, BRV_BRIEF_FIELD_LANGUAGE);

  self->showing = TRUE;
  brv_field_view_set_text (self->title, brv_brief_get (brief, BRV_BRIEF_FIELD_TITLE));
  brv_field_view_set_text (self->subtitle, brv_brief_get (brief, BRV_BRIEF_FIELD_SUBTITLE));
  for (guint i = 0; i < N_LINE_FIELDS; i++)
    show_line (self, &self->lines[i]);
  show_marking (self, brv_brief_get (brief, BRV_BRIEF_FIELD_MARKING));
  gtk_label_set_label (self->language_label,
                       language != NULL ? brv_language_get_name (language) : _ ("Language"));
  set_state (self, "language", language);
  show_organisation (self, brv_brief_get (brief, BRV_BRIEF_FIELD_ORGANISATION) != NULL ||
                             brv_brief_get (brief, BRV_BRIEF_FIELD_TITLE) == NULL);
  self->showing = FALSE;
}

static void
document_changed_cb (
  BrvDocument *document, BrvChange *change, const BrvBrief *before, gint step, BrvTitleBlock *self)
{
  if (brv_brief_get_record (before) != brv_brief_get_record (brv_document_get_brief (document)))
    show (self);
}

/* ---- menus ---- */

static void
choose (BrvTitleBlock *self, BrvBriefField field, const char *value)
{
  commit (self);
  commit_field (self, field, value);
}

static void
marking_action_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  choose (user_data, BRV_BRIEF_FIELD_MARKING, g_variant_get_string (value, NULL));
}

static void
language_action_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  choose (user_data, BRV_BRIEF_FIELD_LANGUAGE, g_variant_get_string (value, NULL));
}

static void
own_marking_entered_cb (GtkEntry *entry, BrvTitleBlock *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  gtk_popover_popdown (GTK_POPOVER (popover));
  choose (self, BRV_BRIEF_FIELD_MARKING, g_strstrip (text));
}

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

/* A popover that is open only once goes when it closes, but not within its own signal. */
static void
popover_closed_cb (GtkPopover *popover, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
own_marking_action_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BrvTitleBlock *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry = gtk_entry_new ();
  const char *marking =
    brv_brief_get (brv_document_get_brief (self->document), BRV_BRIEF_FIELD_MARKING);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Own Marking"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Own Marking"), -1);
  if (marking != NULL && g_str_equal (brv_marking_get_style_class (marking), "own"))
    gtk_editable_set_text (GTK_EDITABLE (entry), marking);
  gtk_widget_set_size_request (entry, 260, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (own_marking_entered_cb), self, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->marking));
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (entry);
}

static GMenuModel *
make_marking_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) none = g_menu_new ();
  g_autoptr (GMenu) tlp = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();

  g_menu_append (none, _ ("No Marking"), "title.marking::");
  for (guint i = 0; i < G_N_ELEMENTS (tlp_markings); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (tlp_markings[i], NULL);

      g_menu_item_set_action_and_target (item, "title.marking", "s", tlp_markings[i]);
      g_menu_append_item (tlp, item);
    }
  g_menu_append (own, _ ("Own Marking…"), "title.own-marking");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (tlp));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_language_menu (void)
{
  GMenu *menu = g_menu_new ();
  guint n_tags;
  g_autofree const char **tags = brv_language_list (&n_tags);

  for (guint i = 0; i < n_tags; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (brv_language_get_name (tags[i]), NULL);

      g_menu_item_set_action_and_target (item, "title.language", "s", tags[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
add_actions (BrvTitleBlock *self)
{
  const GActionEntry entries[] = {
    { "marking", NULL, "s", "''", marking_action_cb, { 0 } },
    { "language", NULL, "s", "''", language_action_cb, { 0 } },
    { "own-marking", own_marking_action_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GMenuModel) markings = make_marking_menu ();
  g_autoptr (GMenuModel) names = make_language_menu ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "title", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_menu_model (self->marking, markings);
  gtk_menu_button_set_menu_model (self->language, names);
}

/* ---- object ---- */

/* Clicks on its empty parts must not reach the text below and move the caret. */
static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
brv_title_block_dispose (GObject *object)
{
  BrvTitleBlock *self = BRV_TITLE_BLOCK (object);
  GtkWidget *child = NULL;

  if (self->document != NULL)
    commit (self);
  g_clear_handle_id (&self->commit_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_TITLE_BLOCK);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (brv_title_block_parent_class)->dispose (object);
}

static void
brv_title_block_class_init (BrvTitleBlockClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = brv_title_block_dispose;
  g_type_ensure (BRV_TYPE_FIELD_VIEW);
  g_type_ensure (BRV_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "titleblock");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-title-block.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, reference);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, marking);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, marking_label);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, title);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, subtitle);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, organisation_box);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, organisation_separator);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, date);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, authors);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, organisation);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, recipients);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, language);
  gtk_widget_class_bind_template_child (widget_class, BrvTitleBlock, language_label);
}

static void
brv_title_block_init (BrvTitleBlock *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines[0] = (LineField){ BRV_BRIEF_FIELD_REFERENCE, self->reference };
  self->lines[1] = (LineField){ BRV_BRIEF_FIELD_DATE, self->date };
  self->lines[2] = (LineField){ BRV_BRIEF_FIELD_AUTHORS, self->authors };
  self->lines[3] = (LineField){ BRV_BRIEF_FIELD_ORGANISATION, self->organisation };
  self->lines[4] = (LineField){ BRV_BRIEF_FIELD_RECIPIENTS, self->recipients };
  for (guint i = 0; i < N_LINE_FIELDS; i++)
    {
      g_signal_connect_swapped (self->lines[i].text, "changed", G_CALLBACK (edited_cb), self);
      g_signal_connect (self->lines[i].text, "changed", G_CALLBACK (fit_placeholder), NULL);
      g_signal_connect (self->lines[i].text, "map", G_CALLBACK (fit_placeholder), NULL);
      g_signal_connect (self->lines[i].text, "activate", G_CALLBACK (text_activated_cb), self);
    }
  g_signal_connect_swapped (self->title, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->subtitle, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
  add_actions (self);
}

/**
 * brv_title_block_new:
 * @document: whose title block
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
brv_title_block_new (BrvDocument *document)
{
  BrvTitleBlock *self = g_object_new (BRV_TYPE_TITLE_BLOCK, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  show (self);
  return GTK_WIDGET (self);
}

/**
 * brv_title_block_focus_title:
 * @self: the title block
 *
 * Puts the caret into the title.
 */
void
brv_title_block_focus_title (BrvTitleBlock *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

/**
 * brv_title_block_commit:
 * @self: the title block
 *
 * Hands over what was typed and not yet handed over.
 */
void
brv_title_block_commit (BrvTitleBlock *self)
{
  commit (self);
}

/**
 * brv_marking_get_style_class:
 * @marking: (nullable): a handling marking
 *
 * Returns: the class that gives a marking its colour, "none" for none
 */
const char *
brv_marking_get_style_class (const char *marking)
{
  if (marking == NULL || *marking == '\0')
    return "none";
  if (g_str_equal (marking, "TLP:RED"))
    return "red";
  if (g_str_has_prefix (marking, "TLP:AMBER"))
    return "amber";
  if (g_str_equal (marking, "TLP:GREEN"))
    return "green";
  if (g_str_equal (marking, "TLP:CLEAR"))
    return "clear";
  return "own";
}
