#include "report/catalogue.h"

#include "base/check.h"
#include "base/embedded.h"
#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::embedded {
std::vector<base::EmbeddedFile> catalogue();
}

namespace recanvass::report {
namespace {

std::vector<Saying> read_sayings() {
  std::vector<Saying> all;
  for (const base::EmbeddedFile& file : embedded::catalogue()) {
    const auto parsed = base::parse_json(file.text, file.path);
    RECANVASS_CHECK(parsed.ok());
    for (const auto& [key, words] : parsed->items()) {
      RECANVASS_CHECK(words.is_array() && words.size() == kLanguages.size());
      all.push_back({key, words[0].get<std::string>(), words[1].get<std::string>()});
    }
  }
  std::ranges::sort(all, {}, &Saying::key);
  return all;
}

const Saying& saying_of(std::string_view key) {
  const auto& all = sayings();
  const auto place = std::ranges::lower_bound(all, key, {}, &Saying::key);
  RECANVASS_CHECK(place != all.end() && place->key == key);
  return *place;
}

// "Inés", "Hidalgo": Spanish says "e" before them instead of "y". Not before "hie" ("hierro").
bool sounds_like_i(std::string_view word) {
  const auto begins = [&](std::string_view start) { return word.starts_with(start); };
  if (begins("Hie") || begins("hie")) return false;
  return begins("I") || begins("i") || begins("Í") || begins("í") || begins("Hi") || begins("hi");
}

}  // namespace

std::string_view tag_of(Language language) {
  switch (language) {
    case Language::English: return "en";
    case Language::Spanish: return "es";
  }
  RECANVASS_CHECK(!"a language without a tag");
  return {};
}

std::optional<Language> language_tagged(std::string_view tag) {
  for (const Language language : kLanguages) {
    if (tag_of(language) == tag) return language;
  }
  return std::nullopt;
}

const std::string& Saying::in(Language language) const {
  switch (language) {
    case Language::English: return english;
    case Language::Spanish: return spanish;
  }
  RECANVASS_CHECK(!"a language without words");
  return english;
}

const std::vector<Saying>& sayings() {
  static const std::vector<Saying> all = read_sayings();
  return all;
}

std::string say(Language language, std::string_view key, const Fillings& fillings) {
  const std::string& words = saying_of(key).in(language);
  std::string out;
  std::size_t filled = 0;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = words.find('{', at);
    out += words.substr(at, open == std::string::npos ? open : open - at);
    if (open == std::string::npos) break;
    const std::size_t close = words.find('}', open);
    RECANVASS_CHECK(close != std::string::npos);
    const std::string name = words.substr(open + 1, close - open - 1);
    const auto filling = std::ranges::find(fillings, name, &Fillings::value_type::first);
    RECANVASS_CHECK(filling != fillings.end());
    out += filling->second;
    ++filled;
    at = close + 1;
  }
  RECANVASS_CHECK(filled >= fillings.size());
  return out;
}

std::string say_number(Language language, std::string_view key, std::int64_t number) {
  const std::string form = fmt::format("{}.{}", key, number == 1 ? "one" : "other");
  return say(language, form, {{"number", base::grouped(number)}});
}

std::string say_known(Language language, std::string_view group, std::string_view english) {
  const std::string prefix = std::string(group) + ".";
  const auto& all = sayings();
  for (auto place = std::ranges::lower_bound(all, prefix, {}, &Saying::key);
       place != all.end() && place->key.starts_with(prefix); ++place) {
    if (place->english == english) return place->in(language);
  }
  return std::string(english);
}

base::Json catalogue_fields(Language language) {
  base::Json fields = base::Json::object();
  for (const Saying& saying : sayings()) {
    base::Json* place = &fields;
    std::size_t at = 0;
    for (std::size_t dot = saying.key.find('.'); dot != std::string::npos;
         dot = saying.key.find('.', at)) {
      place = &(*place)[saying.key.substr(at, dot - at)];
      at = dot + 1;
    }
    (*place)[saying.key.substr(at)] = saying.in(language);
  }
  return fields;
}

std::string day_words(Language language, base::Date day) {
  const std::string month = say(language, fmt::format("month.m{:02}", day.month()));
  return say(
      language, "written.day",
      {{"day", std::to_string(day.day())}, {"month", month}, {"year", std::to_string(day.year())}});
}

std::string moment_words(Language language, std::string_view moment) {
  if (const auto day = base::Date::parse(moment)) return day_words(language, *day);
  const bool is_utc = moment.ends_with("Z");
  const std::string_view local = is_utc ? moment.substr(0, moment.size() - 1) : moment;
  const auto time =
      base::LocalTime::parse(local.substr(0, std::min<std::size_t>(16, local.size())));
  if (!time) return std::string(moment);
  return say(language, is_utc ? "written.utc" : "written.moment",
             {{"day", day_words(language, time->day)}, {"time", time->time.text()}});
}

std::string listed(Language language, const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_last = i + 1 == words.size();
    if (i > 0 && !is_last) out += ", ";
    if (i > 0 && is_last) {
      const bool eases = language == Language::Spanish && sounds_like_i(words[i]);
      out += eases ? " e " : say(language, "written.and");
    }
    out += words[i];
  }
  return out;
}

}  // namespace recanvass::report
