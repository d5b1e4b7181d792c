/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-month-name.h"

#define N_MONTHS 12
#define MAX_NAME 64 /* bytes */

/*
 * The names of months as they stand in dates: alone and inflected, short forms without their stop,
 * in lower case, an underscore where a name has two words. A name that means different months in
 * two of the languages stands with the one that has more readers.
 */
static const char *const names[][N_MONTHS] = {
  /* English, Dutch, German, Danish, Norwegian, Swedish, Icelandic */
  { "january jan januari januar jän jänner janúar",
    "february feb februari februar feber febr febrúar",
    "march mar maart mrt märz mär mrz marts mars", "april apr apríl", "may mei mai maj maí",
    "june jun juni júní jún", "july jul juli júlí júl", "august aug augustus augusti ágúst ágú",
    "september sept sep", "october oct oktober okt október", "november nov nóvember nóv",
    "december dec dezember dez desember des" },
  /* French, Catalan, Romanian */
  { "janvier janv gener gen ianuarie ian", "février févr fév fevrier febrer febr februarie",
    "mars març martie", "avril avr abril abr aprilie", "mai maig", "juin juny iunie iun",
    "juillet juil juliol iulie iul", "août aout agost ag august",
    "septembre sept setembre set septembrie", "octobre oct octubre octombrie",
    "novembre nov noiembrie noi", "décembre déc decembre desembre des decembrie" },
  /* Spanish, Portuguese, Galician, Italian */
  { "enero ene janeiro xaneiro xan gennaio", "febrero fevereiro fev febreiro febbraio",
    "marzo março", "abril aprile abr", "mayo maio maggio mag", "junio junho xuño giugno giu",
    "julio julho xullo luglio lug", "agosto ago", "septiembre setiembre setembro settembre set",
    "octubre outubro out ottobre ott", "noviembre novembro novembre",
    "diciembre dic dezembro decembro dicembre" },
  /* Polish, Czech, Slovak, Slovenian */
  { "styczeń stycznia sty leden ledna led január januára januarja",
    "luty lutego lut únor února úno február februára februarja",
    "marzec marca březen března bře marec", "kwiecień kwietnia kwi duben dubna dub apríla aprila",
    "maja květen května kvě máj mája",
    "czerwiec czerwca cze červen června čvn jún júna junij junija",
    "lipiec lipca lip červenec července čvc júl júla julij julija",
    "sierpień sierpnia sie srpen srpna srp augusta avgust avgusta avg",
    "wrzesień września wrz září zář septembra",
    "październik października paź říjen října říj októbra oktobra",
    "listopad listopada lis listopadu novembra",
    "grudzień grudnia gru prosinec prosince pro decembra" },
  /* Croatian, Bosnian, Serbian, Albanian, Malay */
  { "siječanj siječnja janar", "veljača veljače shkurt", "ožujak ožujka", "travanj travnja prill",
    "svibanj svibnja", "lipanj lipnja juna qershor", "srpanj srpnja jula korrik",
    "kolovoz kolovoza avgust gusht ogos", "rujan rujna septembar shtator", "oktobar oktobra tetor",
    "studeni studenoga studenog novembar nëntor", "prosinac prosinca decembar dhjetor disember" },
  /* Hungarian, Finnish, Estonian */
  { "január jan tammikuu tammikuuta jaanuar", "február febr helmikuu helmikuuta veebruar",
    "március márc maaliskuu maaliskuuta märts", "április ápr huhtikuu huhtikuuta aprill",
    "május máj toukokuu toukokuuta", "június jún kesäkuu kesäkuuta juuni",
    "július júl heinäkuu heinäkuuta juuli", "augusztus elokuu elokuuta",
    "szeptember szept syyskuu syyskuuta", "október lokakuu lokakuuta oktoober",
    "marraskuu marraskuuta", "joulukuu joulukuuta detsember" },
  /* Lithuanian, Latvian */
  { "sausis sausio janvāris janvārī", "vasaris vasario februāris februārī", "kovas kovo martā",
    "balandis balandžio aprīlis aprīlī", "gegužė gegužės maijs maijā",
    "birželis birželio jūnijs jūnijā", "liepa liepos jūlijs jūlijā",
    "rugpjūtis rugpjūčio augusts augustā", "rugsėjis rugsėjo septembris septembrī",
    "spalis spalio oktobris oktobrī", "lapkritis lapkričio novembris novembrī",
    "gruodis gruodžio decembris decembrī" },
  /* Turkish, Azerbaijani, Indonesian, Malay */
  { "ocak oca yanvar", "şubat şub fevral", "mart maret", "nisan nis aprel", "mayıs mayis mei",
    "haziran haz iyun", "temmuz tem iyul", "ağustos ağu avqust agustus agu ogos",
    "eylül eyl sentyabr", "ekim eki oktyabr", "kasım kasim kas noyabr",
    "aralık aralik ara dekabr desember" },
  /* Russian, Ukrainian, Belarusian */
  { "январь января янв січень січня січ студзень студзеня",
    "февраль февраля фев февр лютий лютого лют люты лютага",
    "март марта мар березень березня бер сакавік сакавіка",
    "апрель апреля апр квітень квітня кві красавік красавіка",
    "май мая травень травня тра май мая траўня", "июнь июня июн червень червня чер чэрвень чэрвеня",
    "июль июля июл липень липня лип ліпень ліпеня",
    "август августа авг серпень серпня сер жнівень жніўня",
    "сентябрь сентября сен сент вересень вересня вер верасень верасня",
    "октябрь октября окт жовтень жовтня жов кастрычнік кастрычніка",
    "ноябрь ноября ноя нояб листопад листопада лис лістапад лістапада",
    "декабрь декабря дек грудень грудня гру снежань снежня" },
  /* Bulgarian, Macedonian, Serbian */
  { "януари яну јануари јануар јануара јан", "февруари февр фебруари фебруар фебруара феб",
    "март марта", "април априла", "май мај маја", "юни јуни јун јуна", "юли јули јул јула",
    "август августа", "септември септембар септембра сеп септ", "октомври октобар октобра",
    "ноември ноем новембар новембра", "декември дек децембар децембра" },
  /* Greek */
  { "ιανουαρίου ιανουάριοσ ιαν ιανουαριου ιανουαριοσ",
    "φεβρουαρίου φεβρουάριοσ φεβ φεβρουαριου φεβρουαριοσ",
    "μαρτίου μάρτιοσ μαρ μάρ μαρτιου μαρτιοσ", "απριλίου απρίλιοσ απρ απριλιου απριλιοσ",
    "μαΐου μάιοσ μαΐ μάι μαϊ μαιου μαιοσ μαι", "ιουνίου ιούνιοσ ιουν ιούν ιουνιου ιουνιοσ",
    "ιουλίου ιούλιοσ ιουλ ιούλ ιουλιου ιουλιοσ", "αυγούστου αύγουστοσ αυγ αύγ αυγουστου αυγουστοσ",
    "σεπτεμβρίου σεπτέμβριοσ σεπ σεπτ σεπτεμβριου σεπτεμβριοσ",
    "οκτωβρίου οκτώβριοσ οκτ οκτωβριου οκτωβριοσ",
    "νοεμβρίου νοέμβριοσ νοε νοέ νοεμβριου νοεμβριοσ",
    "δεκεμβρίου δεκέμβριοσ δεκ δεκεμβριου δεκεμβριοσ" },
  /* Arabic: of Egypt and the Gulf, of the Maghreb, of the Levant */
  { "يناير جانفي كانون_الثاني", "فبراير فيفري شباط", "مارس آذار", "أبريل إبريل ابريل أفريل نيسان",
    "مايو ماي أيار ايار", "يونيو يونيه جوان حزيران", "يوليو يوليه يوليوز جويلية تموز",
    "أغسطس اغسطس غشت أوت آب", "سبتمبر شتنبر أيلول ايلول", "أكتوبر اكتوبر تشرين_الأول تشرين_الاول",
    "نوفمبر نونبر تشرين_الثاني", "ديسمبر دجنبر كانون_الأول كانون_الاول" },
  /* Persian (of the Gregorian year), Urdu */
  { "ژانویه ژانویهٔ جنوری", "فوریه فوریهٔ فروری", "مارس مارچ", "آوریل اپریل", "مه مهٔ مئی", "ژوئن جون",
    "ژوئیه ژوئیهٔ جولائی", "اوت اگست", "سپتامبر ستمبر", "اکتبر اکتوبر", "نوامبر نومبر",
    "دسامبر دسمبر" },
  /* Hebrew, with the letter that says "in" */
  { "ינואר בינואר", "פברואר בפברואר", "מרץ במרץ מרס במרס", "אפריל באפריל", "מאי במאי", "יוני ביוני",
    "יולי ביולי", "אוגוסט באוגוסט", "ספטמבר בספטמבר", "אוקטובר באוקטובר", "נובמבר בנובמבר",
    "דצמבר בדצמבר" },
  /* Hindi, Marathi, Bengali, Thai */
  { "जनवरी जन जानेवारी জানুয়ারি জানুয়ারী มกราคม", "फ़रवरी फरवरी फ़र फेब्रुवारी ফেব্রুয়ারি ফেব্রুয়ারী กุมภาพันธ์",
    "मार्च মার্চ มีนาคม", "अप्रैल एप्रिल এপ্রিল เมษายน", "मई मे মে พฤษภาคม", "जून জুন มิถุนายน",
    "जुलाई जुल जुलै জুলাই กรกฎาคม", "अगस्त अग ऑगस्ट আগস্ট สิงหาคม", "सितंबर सितम्बर सित सप्टेंबर সেপ্টেম্বর กันยายน",
    "अक्टूबर अक्तूबर अक्टू ऑक्टोबर অক্টোবর ตุลาคม", "नवंबर नवम्बर नव नोव्हेंबर নভেম্বর พฤศจิกายน",
    "दिसंबर दिसम्बर दिस डिसेंबर ডিসেম্বর ธันวาคม" },
};

static const char *
skip_word (const char *p)
{
  while (*p != '\0' &&
         (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);
  return p;
}

/* Whether one of the words of a list is the given one. */
static gboolean
holds (const char *list, const char *word, gsize length)
{
  for (const char *p = strstr (list, word); p != NULL; p = strstr (p + 1, word))
    if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

static guint
look_up (const char *word, gsize length)
{
  g_autofree char *composed = NULL;

  if (length >= MAX_NAME)
    return 0;
  composed = g_utf8_normalize (word, (gssize)length, G_NORMALIZE_NFC);
  if (composed == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint month = 0; month < N_MONTHS; month++)
      if (holds (names[i][month], composed, strlen (composed)))
        return month + 1;
  return 0;
}

/**
 * brv_month_name_read:
 * @folded: case-folded text at the start of a word
 * @end: (out): where the name ends, with the stop of a short form
 *
 * Reads the name of a month in any of some fifty languages, in the forms that dates have.
 *
 * Returns: the month, from 1; 0 if the word is none
 */
guint
brv_month_name_read (const char *folded, const char **end)
{
  const char *first = NULL;
  const char *second = NULL;
  guint month = 0;

  g_return_val_if_fail (folded != NULL, 0);
  g_return_val_if_fail (end != NULL, 0);

  *end = folded;
  first = skip_word (folded);
  if (first == folded || first - folded >= MAX_NAME)
    return 0;
  second = *first == ' ' ? skip_word (first + 1) : first;
  if (second > first + 1 && second - folded < MAX_NAME)
    {
      g_autofree char *both = g_strndup (folded, (gsize)(second - folded));

      both[first - folded] = '_';
      month = look_up (both, (gsize)(second - folded));
    }
  if (month > 0)
    first = second;
  else
    month = look_up (folded, (gsize)(first - folded));
  *end = first + (*first == '.');
  return month;
}
