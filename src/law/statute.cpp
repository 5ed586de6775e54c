#include "law/statute.h"

#include <fmt/format.h>

namespace recanvass::law {
namespace {

std::string day_long(const InForceDay& day) {
  return day.day ? day.day->long_text().substr(4) : std::to_string(day.year);
}

}  // namespace

base::Date InForce::first() const { return from.day ? *from.day : base::Date::of(from.year, 1, 1); }

base::Date InForce::last() const {
  if (to.precision == DayPrecision::Open) return base::Date::of(9999, 12, 31);
  return to.day ? *to.day : base::Date::of(to.year, 12, 31);
}

std::string words_of(const InForce& in_force) {
  std::string text;
  switch (in_force.from.precision) {
    case DayPrecision::NotAfter:
      text = fmt::format("known from {}, start earlier and unknown", day_long(in_force.from));
      break;
    case DayPrecision::Year: text = fmt::format("from {}, day unknown", in_force.from.year); break;
    case DayPrecision::Exact:
    case DayPrecision::NotBefore:
    case DayPrecision::Open: text = "from " + day_long(in_force.from); break;
  }
  switch (in_force.to.precision) {
    case DayPrecision::Open: return text + "; no end known";
    case DayPrecision::NotBefore:
      return fmt::format("{}; still in force {}, end unknown", text, day_long(in_force.to));
    case DayPrecision::Year: return fmt::format("{}; to {}, day unknown", text, in_force.to.year);
    case DayPrecision::Exact:
    case DayPrecision::NotAfter: break;
  }
  return text + "; to " + day_long(in_force.to);
}

std::string name_of(DayPrecision precision) {
  switch (precision) {
    case DayPrecision::Exact: return "exact";
    case DayPrecision::Year: return "year";
    case DayPrecision::NotAfter: return "not_after";
    case DayPrecision::NotBefore: return "not_before";
    case DayPrecision::Open: return "open";
  }
  return "";
}

std::string with_notes_known(const std::string& text, const std::vector<DatedNote>& notes,
                             std::string_view between, std::optional<base::LocalTime> as_of) {
  std::string joined = text;
  for (const DatedNote& note : notes) {
    if (as_of && note.known_on > as_of->day) continue;
    if (!joined.empty()) joined += between;
    joined += note.text;
  }
  return joined;
}

std::string text_of(const InForceDay& day) {
  if (day.precision == DayPrecision::Open) return "";
  return day.day ? day.day->text() : std::to_string(day.year);
}

}  // namespace recanvass::law
