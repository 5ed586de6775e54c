// Who asked, who pays, what is raised; and the deadlines. The record otherwise: brief_record.cpp.
#include "base/figures.h"
#include "report/brief_sentences.h"
#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

std::string precision_words(election::AmountPrecision precision) {
  switch (precision) {
    case election::AmountPrecision::Exact: return "";
    case election::AmountPrecision::About: return "about ";
    case election::AmountPrecision::AtLeast: return "at least ";
  }
  return {};
}

/// Whether the one who is named may ask; with nobody named, whether anybody may.
std::string asking_words(const std::string& who, law::Verdict allowed) {
  const bool named = !who.empty();
  switch (allowed) {
    case law::Verdict::Yes:
      return named ? who + " may ask for a recount" : "A recount may be asked for";
    case law::Verdict::No:
      return named ? who + " may not ask for a recount" : "Nobody may ask for a recount";
    case law::Verdict::Unknown:
      return named ? who + ": whether a petition is allowed is unknown"
                   : "Whether anybody may ask for a recount is unknown";
  }
  return {};
}

void add_petition_law(const BriefState& state, Sentences& out) {
  if (!state.law) {
    out.push_back({state.name,
                   "No recount law is on record for it here, so it is unknown who may ask, by when "
                   "and at what price.",
                   {},
                   {Mark::Unknown}});
    return;
  }
  const law::Petition& petition = state.law->answer.petition;
  std::vector<Mark> marks = marks_of(*state.law);
  if (petition.allowed == law::Verdict::Unknown) marks.push_back(Mark::Unknown);
  std::string text = asking_words(state.law->petitioner, petition.allowed);
  if (!petition.allowed_words.empty()) text += ": " + petition.allowed_words;
  text = full_stop(text);
  // Where nothing has to be, the record says so in a sentence of its own.
  if (petition.grounds == "nothing has to be alleged") {
    text += " Nothing has to be alleged.";
  } else if (!petition.grounds.empty()) {
    text += " To be alleged: " + full_stop(petition.grounds);
  }
  if (!petition.fee.words.empty()) text += " Who pays: " + full_stop(petition.fee.words);
  if (!petition.refund.empty() && petition.refund != "does not apply")
    text += " Money back: " + full_stop(petition.refund);
  out.push_back({state.name, text, {evidence_of(*state.law)}, std::move(marks)});
}

void add_funds(const Briefing& briefing, Sentences& out) {
  std::map<std::string, const BriefFund*> latest;  // by name; the briefing's order is oldest first
  for (const BriefFund& fund : briefing.funds) latest[fund.name] = &fund;
  for (const auto& [name, fund] : latest) {
    std::string text = name + ": ";
    text += fund->raised
                ? precision_words(fund->precision) + base::dollars(*fund->raised) + " raised"
                : std::string("the sum raised is unknown");
    text += " by " + day_words(fund->on);
    if (fund->goal && fund->raised && fund->goal->value() > 0) {
      text += fmt::format(", {} of the stated goal of {}",
                          base::percent_of(fund->raised->value(), fund->goal->value(), 0),
                          base::dollars(*fund->goal));
    } else if (!fund->goal) {
      text += "; the goal on that day is not on record";
    }
    out.push_back({"Raised", full_stop(text), {public_record(fund->source)}, {}});
  }
  if (latest.empty()) {
    out.push_back({"Raised",
                   "How much has been raised is unknown: no report by this day is on record.",
                   {},
                   {Mark::Unknown}});
  }
}

std::string away(const Briefing& briefing, base::Date day) {
  if (!briefing.as_of) return {};
  const std::int64_t days = base::days_between(briefing.as_of->day, day);
  if (days == 0) return " (today)";
  if (days < 0) return " (passed)";
  return fmt::format(" (in {})", counted(days, "day"));
}

Sentence date_sentence(const Briefing& briefing, const BriefDate& date) {
  const Evidence evidence{
      date.by_law ? EvidenceKind::Statute : EvidenceKind::PublicRecord, {}, date.source};
  std::vector<Evidence> list;
  if (!date.source.empty()) list.push_back(evidence);
  const std::string where = date.jurisdiction.empty() ? "" : date.jurisdiction + ", ";
  return {
      {},
      fmt::format("{}{}: {}{}{}.", moment_words(date.on.day, date.on.time),
                  away(briefing, date.on.day), where, date.what, date.expected ? ", expected" : ""),
      std::move(list),
      {}};
}

Sentence petition_deadline(const Briefing& briefing, const BriefState& state) {
  const law::Deadline& deadline = state.law->answer.petition.deadline;
  std::vector<Mark> marks = marks_of(*state.law);
  std::string text;
  if (deadline.until) {
    text = fmt::format("{}{}: {}, last moment to ask for a recount{}.",
                       moment_words(deadline.until->day, deadline.until->time),
                       away(briefing, deadline.until->day), state.name,
                       deadline.expected ? ", expected" : "");
    if (!deadline.words.empty()) text += " The rule: " + full_stop(deadline.words);
  } else {
    text = state.name + ", last moment to ask for a recount: unknown";
    text = full_stop(deadline.words.empty() ? text : text + "; " + deadline.words);
    marks.push_back(Mark::Unknown);
  }
  return {{}, text, {evidence_of(*state.law)}, std::move(marks)};
}

void append_under(const std::string& topic, Sentences& sentences, Sentences& out) {
  for (Sentence& sentence : sentences) {
    sentence.topic = topic;
    out.push_back(std::move(sentence));
  }
}

}  // namespace

Sentences answer_money(const Briefing& briefing) {
  Sentences out;
  for (const BriefState* state : told_states(briefing)) {
    if (state->figure || state->law) add_petition_law(*state, out);
    add_happenings(briefing, state, HappeningPart::Asked, out);
  }
  add_happenings(briefing, nullptr, HappeningPart::Asked, out);
  add_funds(briefing, out);
  return out;
}

Sentences answer_deadlines(const Briefing& briefing) {
  struct Dated {
    base::Date day;
    Sentence sentence;
  };
  std::vector<Dated> dated;
  Sentences unknown;
  for (const BriefDate& date : briefing.dates) {
    dated.push_back({date.on.day, date_sentence(briefing, date)});
  }
  for (const BriefState* state : told_states(briefing)) {
    if (!state->law) continue;
    Sentence sentence = petition_deadline(briefing, *state);
    const auto& until = state->law->answer.petition.deadline.until;
    if (until)
      dated.push_back({until->day, std::move(sentence)});
    else
      unknown.push_back(std::move(sentence));
  }
  std::stable_sort(dated.begin(), dated.end(),
                   [](const Dated& left, const Dated& right) { return left.day < right.day; });
  Sentences coming;
  Sentences passed;
  for (Dated& entry : dated) {
    const bool over = briefing.as_of && entry.day < briefing.as_of->day;
    (over ? passed : coming).push_back(std::move(entry.sentence));
  }
  Sentences out;
  append_under(briefing.as_of ? "Next" : "All dates", coming, out);
  append_under("Unknown", unknown, out);
  append_under("Passed", passed, out);
  return out;
}

}  // namespace recanvass::report
