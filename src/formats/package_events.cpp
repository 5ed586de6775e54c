// What happened or is to happen on a day, and from when on the public knew of it.
#include "formats/package_parts.h"
#include "formats/text.h"
#include "law/clock_event.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

using election::DatedEvent;

const std::vector<std::string>& event_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made = {"county_canvass_completed"};
    for (const law::ClockEvent& event : law::clock_events()) made.emplace_back(event.id);
    std::sort(made.begin(), made.end());
    return made;
  }();
  return names;
}

// `expected = true` is the event's own moment; else the moment that was set beforehand.
void read_expected(TomlFields& fields, DatedEvent& event) {
  if (fields.holds_flag("expected")) {
    if (fields.flag("expected").value_or(false)) event.expected = event.on;
  } else {
    event.expected = fields.moment("expected");
  }
  event.expected_since = fields.date("expected_since");
  event.expected_source = fields.text("expected_source").value_or("");
}

void check_days(TomlFields& fields, const DatedEvent& event) {
  if (event.known_on && *event.known_on < event.on.day) {
    fields.report("package.dates", "known_on", event.known_on->text(),
                  "a day not before the event, " + event.on.day.text(),
                  "Correct the day. What was set beforehand is expected = true, with "
                  "expected_since where the day is known.");
  }
  if (!event.expected_since) return;
  const base::Date known_on = event.known_on.value_or(event.on.day);
  if (!event.expected) {
    fields.report("package.dates", "expected_since", "expected_since without expected",
                  "expected = true, or the moment that was set", "Add it, or remove this line.");
  } else if (*event.expected_since >= known_on) {
    fields.report("package.dates", "expected_since", event.expected_since->text(),
                  "a day before the event was known, " + known_on.text(),
                  "Correct one of the two days.");
  }
}

}  // namespace

DatedEvent read_dated_event(TomlFields& fields) {
  DatedEvent event;
  const auto on = fields.moment("on");
  if (on) {
    event.on = *on;
  } else if (!fields.has("on")) {
    fields.report("toml.missing", "", "no on", "on = a date such as 2016-12-13", "Add the line.");
  }
  event.known_on = fields.date("known_on");
  read_expected(fields, event);
  event.source = fields.text("source").value_or("");
  if (on) check_days(fields, event);
  return event;
}

std::string plain_event(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void read_dates(TomlFields& dates, std::map<std::string, DatedEvent>& events) {
  for (const std::string& key : dates.keys()) {
    DatedEvent event;
    if (dates.holds_table(key.c_str())) {
      auto fields = dates.table(key.c_str());
      event = read_dated_event(*fields);
      fields->finish();
    } else if (const auto moment = dates.moment(key.c_str())) {
      event.on = *moment;
    } else {
      continue;
    }
    const std::string name = plain_event(key);
    const auto& known = event_names();
    if (!std::binary_search(known.begin(), known.end(), name)) {
      dates.report(
          "package.unknown-event", key, quote(key), "an event that is known",
          suggest(name, known, "Use one of " + listed(known, known.size()) + ", or remove it."));
    } else if (!events.emplace(name, event).second) {
      dates.report("package.duplicate-id", key, fmt::format("{} twice", quote(name)),
                   "each event once", "Remove one of the two.");
    }
  }
}

void read_date_sources(TomlFields& sources, election::Jurisdiction& jurisdiction) {
  for (const auto& [key, text] : sources.all_texts()) {
    const auto found = jurisdiction.events.find(plain_event(key));
    if (found == jurisdiction.events.end()) {
      std::vector<std::string> known;
      for (const auto& [name, event] : jurisdiction.events) known.push_back(name);
      report_unknown_id(sources, key.c_str(), key, "date of this jurisdiction", known);
    } else if (!found->second.source.empty()) {
      sources.report("package.duplicate-id", key, "a second source of " + quote(key),
                     "one source for each date", "Remove one of the two.");
    } else {
      found->second.source = text;
    }
  }
}

}  // namespace recanvass::formats
