#include "law/deadline.h"

#include "law/clock_event.h"
#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recanvass::law {
namespace {

using base::Date;
using base::LocalTime;
using base::TimeOfDay;

constexpr int kEndOfDay = 1440;

const char* weekday_words(base::Weekday weekday) {
  constexpr std::array<const char*, 7> kNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                 "Thursday", "Friday", "Saturday"};
  return kNames.at(static_cast<std::size_t>(weekday));
}

std::string event_words(const std::string& id) {
  const ClockEvent* event = clock_event(id);
  RECANVASS_CHECK(event != nullptr);
  return std::string(event->words);
}

/// The moment a term ends, and how sure the hour is.
struct TermEnd {
  LocalTime until;
  bool hour_stated = false;
  bool counts_business_days = false;
  Date from;  ///< closed days after it were not counted, where business days count
  /// The last day is a weekend or holiday, and whether it moves to this one is not recorded.
  std::optional<Date> may_move_to;
};

LocalTime plus_business_hours(LocalTime start, std::int64_t hours, const std::string& jurisdiction,
                              const BusinessCalendars& calendars) {
  LocalTime at = start;
  if (!calendars.is_business_day(jurisdiction, at.day)) {
    at = {calendars.plus_business_days(jurisdiction, at.day, 0), TimeOfDay{0}};
  }
  std::int64_t minutes = hours * 60;
  while (minutes > 0) {
    const std::int64_t left_today = kEndOfDay - at.time.minutes();
    const std::int64_t step = std::min(minutes, left_today);
    minutes -= step;
    const auto reached = static_cast<int>(at.time.minutes() + step);
    at.time = TimeOfDay{reached};
    if (minutes > 0) at = {calendars.plus_business_days(jurisdiction, at.day, 1), TimeOfDay{0}};
  }
  return at;
}

TermEnd end_hours(const Term& term, const election::Moment& event, const std::string& jurisdiction,
                  const BusinessCalendars& calendars) {
  const bool business = term.hours == HoursCounted::BusinessDaysOnly;
  if (!event.time) {
    const std::int64_t days = (term.amount + 23) / 24;
    const Date day = business ? calendars.plus_business_days(jurisdiction, event.day, days)
                              : event.day.plus_days(days);
    return {{day, TimeOfDay{kEndOfDay}}, false, business, event.day, {}};
  }
  const LocalTime start{event.day, *event.time};
  LocalTime until = business ? plus_business_hours(start, term.amount, jurisdiction, calendars)
                             : start.plus_minutes(term.amount * 60);
  // Midnight is the end of a day here, not the beginning of the next one.
  if (until.time.minutes() == 0) until = {until.day.plus_days(-1), TimeOfDay{kEndOfDay}};
  // A closed day on which the clock would start is passed over too.
  return {until, true, business, event.day.plus_days(-1), {}};
}

TermEnd end_of(const Term& term, const election::Moment& event, const std::string& jurisdiction,
               const BusinessCalendars& calendars) {
  if (term.unit == ClockUnit::Hours) return end_hours(term, event, jurisdiction, calendars);
  Date day = event.day;
  Date from = event.day;
  std::optional<TimeOfDay> time = term.time;
  bool business = false;
  switch (term.unit) {
    case ClockUnit::CalendarDays: day = day.plus_days(term.amount); break;
    case ClockUnit::BusinessDays:
      day = calendars.plus_business_days(jurisdiction, day, term.amount);
      business = true;
      break;
    case ClockUnit::NthWeekday:
      day = base::nth_weekday_after(day, term.weekday, static_cast<int>(term.amount));
      break;
    case ClockUnit::BeforeEvent: time = event.time; break;
    case ClockUnit::Hours: break;
  }
  if (term.rolling == Rolling::NextBusinessDay) {
    // Calendar days count closed ones too: only those that the roll passes over are left out.
    if (!business) from = day.plus_days(-1);
    day = calendars.plus_business_days(jurisdiction, day, 0);
    business = true;
  }
  TermEnd end{{day, time.value_or(TimeOfDay{kEndOfDay})}, time.has_value(), business, from, {}};
  if (term.unit == ClockUnit::CalendarDays && term.rolling == Rolling::NotRecorded &&
      !calendars.is_business_day(jurisdiction, day)) {
    end.may_move_to = calendars.plus_business_days(jurisdiction, day, 0);
  }
  return end;
}

/// Before the election there is no result to ask about, whatever day is set for the clock.
bool is_before_election(const Facts& facts, std::optional<LocalTime> as_of) {
  return as_of && facts.election_day != Date::of(1, 1, 1) && as_of->day < facts.election_day;
}

DeadlineStatus status_of(const LocalTime& until, const Facts& facts,
                         std::optional<LocalTime> as_of) {
  if (!as_of || is_before_election(facts, as_of)) return DeadlineStatus::Unknown;
  if (*as_of > until) return DeadlineStatus::Passed;
  return as_of->day == until.day ? DeadlineStatus::Today : DeadlineStatus::Open;
}

std::string until_words(const LocalTime& until, bool hour_stated) {
  return hour_stated ? fmt::format("{}, {}", until.day.long_text(), clock_words(until.time))
                     : until.day.long_text();
}

void note_skipped(const TermEnd& end, const std::string& jurisdiction,
                  const BusinessCalendars& calendars, Deadline& deadline) {
  if (!end.counts_business_days) return;
  for (const Closing& closing : calendars.skipped(jurisdiction, end.from, end.until.day)) {
    deadline.skipped.push_back(fmt::format("{} ({}{})", closing.day.long_text(), closing.name,
                                           closing.confidence == Confidence::High
                                               ? ""
                                               : ", confidence " + name_of(closing.confidence)));
  }
  if (!calendars.knows(jurisdiction)) {
    deadline.skipped.push_back("state holidays are not known here: only federal ones were skipped");
  }
}

/// Before a window opens nothing can be filed, so it is none of open, today and passed.
void note_not_yet_open(std::optional<LocalTime> as_of, Deadline& deadline) {
  if (!deadline.opens || !as_of || as_of->day >= *deadline.opens) return;
  deadline.status = DeadlineStatus::Unknown;
  deadline.words += "; not yet open: opens " + deadline.opens->long_text();
}

constexpr const char* kNotYet = "; that has not happened yet, as far as is known";

std::string missing_event(const std::string& id, const Facts& facts) {
  const char* why =
      facts.awaited.contains(id) ? "that is not known to have happened" : "whose day is not known";
  return fmt::format("it runs from an event {}: {} (event {})", why, event_words(id), id);
}

enum class Limbs { AllKnown, SomeKnown };

// Most states have a general law on the computation of time that omits such a last day. Without it
// in the record nobody is told that he is late while it may still be the last day.
void note_may_move(const TermEnd& end, std::optional<LocalTime> as_of, Deadline& deadline) {
  if (!end.may_move_to) return;
  deadline.words += "; whether this weekend or holiday moves to " + end.may_move_to->long_text() +
                    " is not recorded";
  if (deadline.status == DeadlineStatus::Passed && as_of && as_of->day <= *end.may_move_to) {
    deadline.status = DeadlineStatus::Unknown;
  }
}

/// The last moment and its status, from the limb that decides among those that are known.
void settle(const DeadlineRule& rule, const TermEnd& best, Limbs limbs, const Facts& facts,
            std::optional<LocalTime> as_of, Deadline& deadline) {
  const DeadlineStatus status = status_of(best.until, facts, as_of);
  if (limbs == Limbs::AllKnown) {
    deadline.until = best.until;
    deadline.hour_stated = best.hour_stated;
    // A set day that went by without news of the event has closed nothing.
    const bool slipped = deadline.expected && status == DeadlineStatus::Passed;
    deadline.status = slipped ? DeadlineStatus::Unknown : status;
    deadline.words += ": " + until_words(best.until, best.hour_stated);
    if (deadline.expected) deadline.words += ", if the clock starts as expected";
    note_may_move(best, as_of, deadline);
    note_not_yet_open(as_of, deadline);
    return;
  }
  // The part that is known bounds the whole: a later limb can only move it back, an earlier one
  // only forward. A moment that is only set bounds nothing for sure.
  deadline.expected = false;
  if (facts.expected.contains(deadline.event)) {
    deadline.words += kNotYet;
    return;
  }
  const bool later = rule.join == TermJoin::Later;
  deadline.words += fmt::format(": {} {}", later ? "not before" : "not after",
                                until_words(best.until, best.hour_stated));
  const bool may_be_in_time = best.may_move_to && as_of && as_of->day <= *best.may_move_to;
  if (later && status != DeadlineStatus::Passed) deadline.status = status;
  if (!later && status == DeadlineStatus::Passed && !may_be_in_time) deadline.status = status;
}

std::string clock_note(const std::string& id) {
  const ClockEvent* event = clock_event(id);
  if (event == nullptr || event->clock != CountyClock::EachCounty) return "";
  return " (each county has a clock of its own)";
}

std::string day_words(std::int64_t amount, const char* unit) {
  return fmt::format("the {} {} after", ordinal(amount), unit);
}

}  // namespace

std::string words_of(const Term& term) {
  const std::string event = event_words(term.event);
  std::string text;
  switch (term.unit) {
    case ClockUnit::CalendarDays:
      text = term.opens ? fmt::format("from the {} to the {} day after", ordinal(*term.opens),
                                      ordinal(term.amount))
                        : day_words(term.amount, "day");
      break;
    case ClockUnit::BusinessDays: text = day_words(term.amount, "business day"); break;
    case ClockUnit::Hours:
      text = fmt::format("{} hours{} after", term.amount,
                         term.hours == HoursCounted::BusinessDaysOnly
                             ? ", weekends and holidays not counted,"
                             : "");
      break;
    case ClockUnit::NthWeekday: text = day_words(term.amount, weekday_words(term.weekday)); break;
    case ClockUnit::BeforeEvent: text = "before"; break;
  }
  text += " " + event;
  if (term.time && term.opens) {
    text += fmt::format(", until {} of the last day", clock_words(*term.time));
  } else if (term.time) {
    text = fmt::format("{} on {}", clock_words(*term.time), text);
  }
  if (term.rolling == Rolling::NextBusinessDay) {
    text += ", or the next business day if that is a weekend or holiday";
  }
  return text;
}

std::string words_of(const DeadlineRule& rule) {
  if (!rule.not_found.empty()) return "not recorded: " + rule.not_found;
  std::string text;
  for (const Term& term : rule.terms) {
    if (!text.empty()) text += rule.join == TermJoin::Later ? ", or if later " : ", or if earlier ";
    text += words_of(term) + clock_note(term.event);
  }
  return text;
}

Deadline find(const DeadlineRule& rule, const std::string& jurisdiction, const Facts& facts,
              const BusinessCalendars& calendars, std::optional<LocalTime> as_of,
              std::vector<std::string>& missing) {
  Deadline deadline;
  deadline.words = words_of(rule);
  if (!rule.not_found.empty()) {
    missing.push_back(rule.not_found);
    return deadline;
  }
  std::optional<TermEnd> best;
  bool all_known = !rule.terms.empty();
  for (const Term& term : rule.terms) {
    if (deadline.event.empty()) deadline.event = term.event;
    const auto event = moment_of(term.event, facts);
    if (!event) {
      all_known = false;
      missing.push_back(missing_event(term.event, facts));
      continue;
    }
    deadline.expected = deadline.expected || facts.expected.contains(term.event);
    const TermEnd end = end_of(term, *event, jurisdiction, calendars);
    const bool better =
        !best || (rule.join == TermJoin::Later ? end.until > best->until : end.until < best->until);
    if (better) {
      best = end;
      deadline.event = term.event;
    }
    if (term.opens) deadline.opens = event->day.plus_days(*term.opens);
  }
  if (!best) {
    if (facts.awaited.contains(deadline.event)) deadline.words += kNotYet;
    return deadline;
  }
  settle(rule, *best, all_known ? Limbs::AllKnown : Limbs::SomeKnown, facts, as_of, deadline);
  if (all_known) note_skipped(*best, jurisdiction, calendars, deadline);
  return deadline;
}

}  // namespace recanvass::law
