// From a statute and facts to an answer. Each part of the answer has a function; none guesses.
#include "law/clock_event.h"
#include "law/knowledge.h"
#include "law/token.h"
#include "law/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::law {
namespace {

bool is_president(const Facts& facts) {
  return facts.office_class ? *facts.office_class == OfficeClass::President
                            : facts.office == election::Office::President;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// Narrows a verdict by whether the rule covers the contest at all.
struct Reach {
  Verdict verdict =
      Verdict::Yes;  ///< Yes: covered; No: the rule excludes it; Unknown: not recorded
  std::string words;
};

Reach reach_of(const Scope& scope, Verdict outside, Coverage president, const Facts& facts) {
  const Verdict covered = covers(scope, facts);
  if (covered == Verdict::No) {
    return {outside,
            outside == Verdict::No
                ? "the rule does not cover this contest: it is " + words_of(scope)
                : "the record is " + words_of(scope) + " and says nothing of this contest"};
  }
  if (covered == Verdict::Unknown) {
    return {Verdict::Unknown,
            "the record is " + words_of(scope) + "; say more exactly which office this is"};
  }
  if (!is_president(facts)) return {};
  switch (president) {
    case Coverage::Yes: return {};
    case Coverage::No: return {Verdict::No, "the rule does not cover presidential electors"};
    case Coverage::Unclear:
      return {Verdict::Unknown,
              "whether the rule covers presidential electors was not confirmed: the text says any "
              "office, or was not seen with electors named"};
  }
  return {};
}

void note_prose(const std::vector<Prose>& prose, const Facts& facts, Answer& answer) {
  for (const Prose& each : prose) {
    if (covers(each.scope, facts) == Verdict::No) continue;
    add_once(answer.read_the_statute, each.text);
  }
}

void answer_automatic(const RecountStatute& statute, const Facts& facts, Answer& answer) {
  const AutomaticRule& rule = statute.automatic;
  note_prose(rule.prose, facts, answer);
  if (rule.tiers.empty()) {
    answer.automatic = Verdict::No;
    answer.automatic_words = "this law has no automatic recount";
    return;
  }
  const Finding found = find(rule.tiers, facts, Asker::RunnerUp);
  const Reach reach = reach_of(rule.scope, rule.outside, rule.president, facts);
  answer.automatic = both(reach.verdict, found.verdict);
  answer.automatic_limit_votes = found.limit_votes;
  answer.automatic_words =
      found.words.empty() ? "no automatic recount for this contest" : found.words;
  if (reach.verdict != Verdict::Yes) {
    answer.automatic_words = reach.words + (found.words.empty() ? "" : "; " + found.words);
    if (reach.verdict == Verdict::No) answer.automatic_limit_votes.reset();
  }
  if (answer.automatic == Verdict::Unknown) {
    if (reach.verdict == Verdict::Unknown) add_once(answer.unknown, "automatic: " + reach.words);
    for (const auto& missing : found.missing) add_once(answer.unknown, "automatic: " + missing);
  }
  switch (rule.waivable) {
    case Recorded::Yes: answer.waivable = Verdict::Yes; break;
    case Recorded::No:
    case Recorded::NotApplicable: answer.waivable = Verdict::No; break;
    case Recorded::Unknown: answer.waivable = Verdict::Unknown; break;
  }
}

/// Who asks, under the ground that has to be alleged.
Standing standing_in(const PetitionRule& rule, const Facts& facts,
                     std::optional<base::LocalTime> as_of) {
  const Standing standing = standing_of(rule.who, facts);
  if (standing.verdict != Verdict::Yes || !rule.contested || !facts.petitioner) return standing;
  // A place of 0 is not known, so it may be one from which the ground is contested.
  const int place = facts.petitioner->place;
  if (place > 0 && place < rule.contested->from_place) return standing;
  const std::string why =
      with_notes_known(rule.contested->words, rule.contested->rulings, "; ", as_of);
  return {Verdict::Unknown, standing.words + "; contested: " + why};
}

void answer_allowed(const PetitionRule& rule, const Facts& facts,
                    std::optional<base::LocalTime> as_of, Answer& answer) {
  Petition& petition = answer.petition;
  if (rule.exists == Verdict::No && !rule.not_found.empty()) {
    petition.allowed = Verdict::Unknown;
    petition.allowed_words = rule.not_found;
    add_once(answer.unknown, "petition: " + rule.not_found);
    return;
  }
  if (rule.exists == Verdict::No) {
    petition.allowed = Verdict::No;
    petition.allowed_words = "this law has no recount on request";
    return;
  }
  const Standing standing = standing_in(rule, facts, as_of);
  Finding by_margin;
  by_margin.verdict = Verdict::Yes;
  by_margin.words = "any margin";
  if (!rule.tiers.empty()) by_margin = find(rule.tiers, facts, Asker::Petitioner);
  const Reach reach = reach_of(rule.scope, rule.outside, rule.president, facts);
  petition.allowed = both(reach.verdict, both(standing.verdict, by_margin.verdict));
  petition.limit_votes = by_margin.limit_votes;
  if (reach.verdict == Verdict::No)
    petition.allowed_words = reach.words;
  else if (standing.verdict == Verdict::No)
    petition.allowed_words = standing.words;
  else if (by_margin.verdict == Verdict::No)
    petition.allowed_words = standing.words + ", but " + by_margin.words;
  else
    petition.allowed_words = standing.words + "; " + by_margin.words;
  if (reach.verdict == Verdict::Unknown && petition.allowed == Verdict::Unknown) {
    petition.allowed_words = reach.words + "; where it does: " + petition.allowed_words;
  }
  if (petition.allowed != Verdict::Unknown) return;
  if (reach.verdict == Verdict::Unknown) add_once(answer.unknown, "petition: " + reach.words);
  if (standing.verdict == Verdict::Unknown) add_once(answer.unknown, "petition: " + standing.words);
  for (const auto& missing : by_margin.missing) add_once(answer.unknown, "petition: " + missing);
}

/// Somebody behind the runner-up, in a contest where nobody is named who asks; no value where that
/// is no question, or such a petition is refused.
std::optional<Facts> as_further_behind(const RecountStatute& statute, const Facts& facts) {
  const bool question = facts.office == election::Office::BallotQuestion;
  if (facts.petitioner || question || !facts.reported_margin) return std::nullopt;
  Facts other = facts;
  other.petitioner = Facts::Petitioner{};
  other.petitioner->place = static_cast<int>(facts.seats.value()) + 2;
  const auto& tiers = statute.petition.tiers;
  if (!tiers.empty() && find(tiers, other, Asker::Petitioner).verdict == Verdict::No) {
    return std::nullopt;
  }
  return other;
}

/// The price for the runner-up is not everybody's: what others pay is said with it.
void add_price_further_behind(const RecountStatute& statute, const Facts& facts, Verdict free,
                              Fee& fee) {
  const std::optional<Facts> other = as_further_behind(statute, facts);
  if (!other) return;
  std::string words = words_of_others(statute.fee, facts, *other);
  if (free == Verdict::Yes) {
    const Finding of_other = find(statute.fee.free, *other, Asker::Petitioner);
    if (of_other.verdict == Verdict::Yes) return;
    std::vector<std::string> missing;
    words = find(statute.fee, *other, missing).words;
    if (of_other.verdict == Verdict::Unknown) words = "free, or " + words;
  }
  if (words.empty()) return;
  fee.runner_up_alone = true;
  fee.words += ". That is for the runner-up; for a candidate further behind: " + words;
}

bool payer_is_public(const std::string& payer) {
  return payer == "state" || payer == "county" || payer == "state_or_county";
}

/// An amount whose beginning was not found is no sum for an earlier day.
void note_unconfirmed(const FeeRule& rule, const Facts& facts, Answer& answer) {
  const base::Date on = facts.law_on.value_or(facts.election_day);
  if (!rule.confirmed_from || on == base::Date::of(1, 1, 1) || on >= *rule.confirmed_from) return;
  const std::string words =
      fmt::format("the amount is confirmed from {} on; that of {} was not found",
                  rule.confirmed_from->long_text().substr(4), on.long_text().substr(4));
  answer.petition.fee.total.reset();
  answer.petition.fee.words = "unconfirmed: " + answer.petition.fee.words + "; " + words;
  add_once(answer.unknown, "price: " + words);
}

void answer_fee(const RecountStatute& statute, const Facts& facts, Answer& answer) {
  Petition& petition = answer.petition;
  const FeeRule& rule = statute.fee;
  if (!statute.petition.not_found.empty()) {
    petition.free_words = statute.petition.not_found;
    return;
  }
  if (statute.petition.exists == Verdict::No || petition.allowed == Verdict::No) {
    petition.free = Verdict::No;
    petition.free_words = statute.petition.exists == Verdict::No
                              ? "there is nothing to ask for"
                              : "the petition is refused at this margin or from this petitioner";
    if (statute.petition.exists == Verdict::No) return;
  }
  note_prose(statute.fee_prose, facts, answer);
  std::vector<std::string> missing;
  Finding free;
  if (rule.kind == "none") {
    free.verdict = payer_is_public(statute.payer) ? Verdict::Yes : Verdict::Unknown;
    free.words =
        free.verdict == Verdict::Yes
            ? "whoever asks pays nothing: " + words_of(TokenList::Payer, statute.payer) + " pays"
            : "no fee is recorded, nor that there is none";
    if (free.verdict == Verdict::Unknown) free.missing.push_back("who pays is not recorded");
  } else {
    free = find(rule.free, facts, Asker::Petitioner);
    if (free.words.empty()) free.words = "no margin makes it free";
  }
  petition.free_limit_votes = free.limit_votes;
  if (petition.allowed == Verdict::No) return;
  petition.free = free.verdict;
  petition.free_words = free.words;
  for (const auto& each : free.missing) add_once(answer.unknown, "free of charge: " + each);
  if (free.verdict == Verdict::Yes) {
    petition.fee = {base::UsdCents{0}, "nothing: " + free.words};
    if (rule.kind != "none") add_price_further_behind(statute, facts, free.verdict, petition.fee);
    return;
  }
  if (rule.kind == "none") {
    petition.fee.words = "not recorded";
    return;
  }
  petition.fee = find(rule, facts, missing);
  if (free.verdict == Verdict::Unknown) petition.fee.total.reset();
  add_price_further_behind(statute, facts, free.verdict, petition.fee);
  note_unconfirmed(rule, facts, answer);
  for (const auto& each : missing) add_once(answer.unknown, each);
}

void answer_deadline(const RecountStatute& statute, const Facts& facts,
                     const BusinessCalendars& calendars, std::optional<base::LocalTime> as_of,
                     Answer& answer) {
  bool found = false;
  std::string at_own_cost;
  for (const DeadlineRule& rule : statute.petition.deadlines) {
    const Verdict covered = covers(rule.scope, facts);
    if (covered == Verdict::No) continue;
    if (rule.at_own_cost && answer.petition.free == Verdict::Yes) continue;
    std::vector<std::string> missing;
    const Deadline deadline =
        find(rule, statute.jurisdiction.text, facts, calendars, as_of, missing);
    if (!rule.step.empty()) {
      answer.petition.further.push_back(rule.step + ": " + deadline.words);
      continue;
    }
    if (found) continue;
    if (covered == Verdict::Unknown) {
      answer.petition.further.push_back(words_of(rule.scope) + ": " + deadline.words);
      add_once(answer.unknown, "deadline: which class of office this is; the rule differs");
      continue;
    }
    if (rule.at_own_cost && answer.petition.free == Verdict::Unknown) {
      at_own_cost = deadline.words;
      continue;
    }
    found = true;
    answer.petition.deadline = deadline;
    if (!at_own_cost.empty()) {
      answer.petition.deadline.until.reset();
      answer.petition.deadline.status = DeadlineStatus::Unknown;
      answer.petition.deadline.words =
          "free of charge: " + deadline.words + "; at the petitioner's own cost: " + at_own_cost;
      add_once(answer.unknown, "deadline: whether it is free of charge; the rule differs");
    }
    for (const auto& each : missing) add_once(answer.unknown, "deadline: " + each);
  }
  if (!found && statute.petition.exists == Verdict::Yes) {
    answer.petition.deadline.words = "not recorded; read the statute";
    add_once(answer.unknown, "deadline: the record has none");
  }
}

void answer_rule_words(const RecountStatute& statute, Answer& answer) {
  Petition& petition = answer.petition;
  petition.who = words_of(statute.petition.who);
  petition.grounds = words_of(TokenList::Ground, statute.petition.ground);
  petition.filed_with = words_of(TokenList::FiledWith, statute.petition.filed_with);
  for (const std::string& token : statute.refund) {
    petition.refund += (petition.refund.empty() ? "" : "; ") + words_of(TokenList::Refund, token);
  }
}

void answer_conduct(const RecountStatute& statute, const Facts& facts, Answer& answer) {
  for (const Stage& stage : statute.stages) {
    if (covers(stage.tier.scope, facts) == Verdict::No) continue;
    const Finding found = find(std::vector<Tier>{stage.tier}, facts, Asker::RunnerUp);
    answer.second_stage_due = found.verdict;
    answer.second_stage_words = stage.what + ": " + found.words;
    break;
  }
  answer.official_initiated = statute.official_initiated;
  answer.payer = words_of(TokenList::Payer, statute.payer);
  answer.method = words_of(TokenList::Method, statute.method);
  answer.second_stage = statute.second_stage;
  answer.scope = words_of(TokenList::Partial, statute.partial);
  if (statute.completion.term) answer.completion = words_of(*statute.completion.term);
  if (!statute.completion.words.empty()) {
    answer.completion += (answer.completion.empty() ? "" : "; ") + statute.completion.words;
  }
  answer.tie_rule = words_of(TokenList::TieRule, statute.tie_rule);
}

int source_year(const RecountStatute& statute) {
  int year = 0;
  for (const char c : statute.source_date.substr(0, 4)) year = year * 10 + (c - '0');
  return year;
}

void note_cautions(const RecountStatute& statute, const Facts& facts, Answer& answer) {
  const base::Date on = facts.law_on.value_or(facts.election_day);
  const bool dated = on != base::Date::of(1, 1, 1);
  const int year = on.year();
  const auto changed = [&](const InForceDay& day) {
    return day.precision == DayPrecision::Year && day.year == year;
  };
  if (dated && (changed(statute.in_force.from) || changed(statute.in_force.to))) {
    answer.cautions.push_back(fmt::format(
        "The law changed in {} on a day that the record does not give; this is the newer rule "
        "known for that year.",
        year));
    answer.confidence = std::max(answer.confidence, Confidence::Medium);
  }
  if (dated && statute.in_force.to.precision == DayPrecision::Open && year > source_year(statute)) {
    answer.cautions.push_back(
        fmt::format("The newest source seen is of {}; a later change would not show here.",
                    statute.source_date));
  }
  const auto statewide = classes_named("any_statewide");
  const bool main_row = (classes_of(facts.office) & *statewide).any() &&
                        facts.type == election::ElectionType::General;
  if (!main_row) {
    answer.cautions.push_back(
        "The record was read for statewide candidates at a general election; for other offices, "
        "elections and questions compare the statute.");
  }
  for (const std::string& each : statute.from_memory) {
    answer.cautions.push_back("Filled in from general knowledge, not from a source: " + each);
  }
}

}  // namespace

Answer apply(const RecountStatute& statute, const Facts& facts, const BusinessCalendars& calendars,
             std::optional<base::LocalTime> as_of) {
  Answer answer;
  answer.statute_id = statute.id;
  answer.confidence = statute.confidence;
  answer.citation = statute.citation;
  answer.source = statute.source;
  answer.notes = with_notes_known(statute.notes, statute.later_notes, " ", as_of);
  answer_automatic(statute, facts, answer);
  add_shares(statute.automatic.tiers, facts, answer.margin_shares);
  add_shares(statute.petition.tiers, facts, answer.margin_shares);
  add_shares(statute.fee.free, facts, answer.margin_shares);
  answer_rule_words(statute, answer);
  note_prose(statute.petition.prose, facts, answer);
  answer_allowed(statute.petition, facts, as_of, answer);
  answer_fee(statute, facts, answer);
  answer_deadline(statute, facts, calendars, as_of, answer);
  answer_conduct(statute, facts, answer);
  note_cautions(statute, facts, answer);
  return answer;
}

}  // namespace recanvass::law
