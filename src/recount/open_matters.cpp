#include "recount/open_matters.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::recount {
namespace {

constexpr std::size_t kNamed = 20;

// The first of them, and how many more.
std::string first_named(std::vector<std::string> words) {
  const std::size_t more = words.size() > kNamed ? words.size() - kNamed : 0;
  words.resize(words.size() - more);
  return fmt::format("{}{}", fmt::join(words, ", "),
                     more == 0 ? std::string() : fmt::format(" and {} more", more));
}

std::int64_t affected_by(const std::vector<ObjectionMatter>& objections) {
  std::int64_t affected = 0;
  for (const ObjectionMatter& objection : objections) affected += objection.affected;
  return affected;
}

// "O1 (8 envelopes or ballots), O2 (1 envelope or ballot; by Lee, Roe)"
std::string objection_words(const std::vector<ObjectionMatter>& objections) {
  std::vector<std::string> words;
  for (const ObjectionMatter& objection : objections) {
    const std::string by =
        objection.people.empty() ? "" : fmt::format("; by {}", fmt::join(objection.people, ", "));
    words.push_back(fmt::format(
        "{} ({}{})", objection.id,
        base::counted(objection.affected, "envelope or ballot", "envelopes or ballots"), by));
  }
  return first_named(std::move(words));
}

std::string overtaken_sentence(const OvertakenCertificate& overtaken) {
  return fmt::format(
      "In law {} stands, and not {}, whose certificate of entry {} is in force: {} by {}, {}; "
      "recorded by {}.",
      overtaken.stands, overtaken.result_set, overtaken.position, overtaken.act,
      overtaken.authority,
      overtaken.order.empty() ? "by no order" : "by the order " + overtaken.order,
      fmt::join(overtaken.people, ", "));
}

std::string opened_sentence(const OpenedSince& opened) {
  std::vector<std::string> units;
  if (!opened.open.empty()) units.push_back(first_named(opened.open) + " (open)");
  if (!opened.signed_off.empty()) {
    units.push_back(first_named(opened.signed_off) + " (signed off since)");
  }
  return fmt::format(
      "Counts were opened since the certificate of entry {}, whose figures are those of before: "
      "{}.",
      opened.position, fmt::join(units, "; "));
}

// A ballot that is read otherwise moves the lead by two at most.
std::string could_decide_sentence(const OpenMatters& matters) {
  const std::int64_t ballots = affected_by(matters.open) + affected_by(matters.ruled_alone) +
                               affected_by(matters.withdrawn_by_others) + matters.claims_withdrawn;
  if (!matters.lead || ballots == 0 || *matters.lead > 2 * ballots) return {};
  return fmt::format("{}the lead is {}, and {} under what is open or was ended so.",
                     kClaimsCouldDecide, base::counted(*matters.lead, "vote", "votes"),
                     base::counted(ballots, "envelope or ballot is", "envelopes or ballots are"));
}

std::string surplus_sentence(const std::vector<SurplusMatter>& units) {
  std::vector<std::string> words;
  for (const SurplusMatter& unit : units) {
    const std::string by =
        unit.people.empty() ? "" : fmt::format("; explained by {}", fmt::join(unit.people, ", "));
    words.push_back(fmt::format("{} ({}, {}{})", unit.unit,
                                base::counted(unit.ballots, "ballot", "ballots"),
                                base::counted(unit.voters, "voter", "voters"), by));
  }
  return fmt::format("{}though the policy draws down: {}.", kSurplus,
                     first_named(std::move(words)));
}

// "the outcome ("typo"; entry 30, by Omar Diaz, Ruth Adler)"
std::string corrected_words(const CorrectedInput& input) {
  return fmt::format("{} (\"{}\"; {} {}, by {})", input.what, fmt::join(input.reasons, "\", \""),
                     input.positions.size() == 1 ? "entry" : "entries",
                     fmt::join(input.positions, ", "), fmt::join(input.people, ", "));
}

void add_corrected(const OpenMatters& matters, std::vector<std::string>& sentences) {
  if (matters.corrected.empty()) return;
  std::vector<std::string> inputs;
  for (const CorrectedInput& input : matters.corrected) inputs.push_back(corrected_words(input));
  sentences.push_back(
      fmt::format("Reported figures were corrected after they were published, and are given here "
                  "as corrected: {}.",
                  first_named(std::move(inputs))));
  if (!matters.outcome) return;
  const CorrectedOutcome& outcome = *matters.outcome;
  sentences.push_back(fmt::format("The outcome as published and as corrected: {}; {}.",
                                  outcome.changes,
                                  outcome.published == outcome.corrected
                                      ? fmt::format("both name {}", outcome.published)
                                      : fmt::format("as published it names {}, as corrected {}",
                                                    outcome.published, outcome.corrected)));
}

std::string paperless_sentence(const std::vector<PaperlessMatter>& machines) {
  std::vector<std::string> words;
  for (const PaperlessMatter& one : machines) {
    words.push_back(one.day.empty() ? fmt::format("all of {}, which leaves no paper", one.machine)
                                    : fmt::format("{} of {} of {}", base::grouped(one.votes),
                                                  one.machine, one.day));
  }
  return fmt::format("{}{}.", kNoPaper, first_named(std::move(words)));
}

}  // namespace

std::optional<std::int64_t> lead_in(const std::map<std::string, std::int64_t>& votes,
                                    std::int64_t seats) {
  std::vector<std::int64_t> order;
  for (const auto& [choice, number] : votes) order.push_back(number);
  std::ranges::sort(order, std::greater<>());
  const auto elected = static_cast<std::size_t>(std::max<std::int64_t>(1, seats));
  if (order.size() <= elected) return std::nullopt;
  return order[elected - 1] - order[elected];
}

namespace {

std::string would_lead(std::int64_t lead, bool same) {
  const char* const still = same ? " still" : "";
  return lead == 0 ? fmt::format("would{} tie", still)
                   : fmt::format("would{} lead, by {}", still, base::grouped(lead));
}

}  // namespace

std::string other_counts_sentence(const OtherCounts& found) {
  if (found.units.empty()) return {};
  return fmt::format("{}{}. With the other one in place of each that stands {} {}.", kTwoCounts,
                     fmt::join(found.units, ", "), found.names,
                     would_lead(found.lead_then, found.same));
}

std::string exceptions_sentence(const ExceptionsLead& found) {
  const std::string lead =
      found.lead == 0 ? "0 votes, a tie" : base::counted(found.lead, "vote", "votes");
  const std::string then = would_lead(found.lead_then, found.same);
  return fmt::format(
      "{}{}, and {}. With the first counts of their {} in place of them {} {}.", kLeadIs, lead,
      base::counted(found.ballots, "ballot is an exception", "ballots are exceptions"),
      base::counted(found.units, "unit", "units"), found.names, then);
}

std::string moved_by_words(const MovedBy& moved) {
  if (moved.by_order == 0) return "by " + moved.people;
  return fmt::format(
      "{}by order of {}; entered by {}",
      moved.by_order == moved.ballots ? std::string() : base::grouped(moved.by_order) + " of them ",
      fmt::join(moved.orders, ", "), moved.people);
}

std::vector<std::string> record_sentences(const OpenMatters& matters) {
  std::vector<std::string> sentences;
  for (const OpenStay& stay : matters.stays) {
    sentences.push_back(fmt::format(
        "Work is stayed since {} by {}, {} ({}), and the stay is not lifted: nothing is counted, "
        "stated or certified.",
        stay.from, stay.court, stay.case_number, stay.name));
  }
  add_corrected(matters, sentences);
  for (const LostEntries& lost : matters.lost) {
    sentences.push_back(fmt::format(
        "Signed entries were lost: of {} an older copy held {} (\"{}\"; entry {}, by {}).",
        base::grouped(lost.lost_size), base::grouped(lost.kept_size), lost.reason, lost.position,
        fmt::join(lost.people, ", ")));
  }
  for (const VoidedCertificate& voided : matters.voided) {
    sentences.push_back(fmt::format(
        "The certificate of entry {} ({}) was declared void (\"{}\"; by {}).", voided.position,
        voided.result_set, voided.reason, fmt::join(voided.people, ", ")));
  }
  if (matters.overtaken) sentences.push_back(overtaken_sentence(*matters.overtaken));
  if (!matters.opened.open.empty() || !matters.opened.signed_off.empty()) {
    sentences.push_back(opened_sentence(matters.opened));
  }
  return sentences;
}

std::vector<std::string> matter_sentences(const OpenMatters& matters) {
  std::vector<std::string> sentences;
  const auto say = [&](const std::vector<ObjectionMatter>& objections, const char* start) {
    if (objections.empty()) return;
    sentences.push_back(fmt::format("{}: {}.", start, objection_words(objections)));
  };
  say(matters.open, "Standing objections that are open");
  say(matters.ruled_alone, "Standing objections that one account alone ruled on");
  say(matters.withdrawn_by_others,
      "Standing objections that others than the party that made them withdrew");
  if (matters.claims_withdrawn > 0) {
    sentences.push_back(fmt::format("{}than their party withdrew: {}; by {}.", kClaimsWithdrawn,
                                    base::grouped(matters.claims_withdrawn),
                                    fmt::join(matters.claims_withdrawn_by, ", ")));
  }
  if (std::string words = could_decide_sentence(matters); !words.empty()) {
    sentences.push_back(std::move(words));
  }
  if (!matters.surplus.empty()) sentences.push_back(surplus_sentence(matters.surplus));
  if (!matters.same_totals.empty()) {
    sentences.push_back(fmt::format("{}{}.", kSameTotals, fmt::join(matters.same_totals, "; ")));
  }
  if (!matters.discrepancies.empty()) {
    sentences.push_back(
        fmt::format("Discrepancies that are open: {}.", first_named(matters.discrepancies)));
  }
  if (!matters.rolls.empty()) {
    sentences.push_back(
        fmt::format("{}and are open: {}.", kRollsDiffer, first_named(matters.rolls)));
  }
  if (!matters.paperless.empty()) sentences.push_back(paperless_sentence(matters.paperless));
  return sentences;
}

}  // namespace recanvass::recount
