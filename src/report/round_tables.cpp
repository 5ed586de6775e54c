#include "report/round_tables.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace recanvass::report {
namespace {

DataCell entry_cell(const std::optional<std::uint64_t>& position) {
  if (!position) return std::monostate{};
  return static_cast<std::int64_t>(*position);
}

DataCell text_or_nothing(const std::string& text) {
  if (text.empty()) return std::monostate{};
  return text;
}

DataTable audits_table(const BundleFacts& facts) {
  DataTable table{"audits",
                  "An audit of outcomes on paper: when it was fixed, its seed, its cards.",
                  {"audit", "committed_position", "seeded_position", "seed", "draws", "cards",
                   "cards_signed_off", "void_position"},
                  {}};
  for (const BundleAudit& audit : facts.audits) {
    table.rows.push_back({audit.number, entry_cell(audit.committed_at), entry_cell(audit.seeded_at),
                          text_or_nothing(audit.seed), audit.draws, audit.cards,
                          audit.cards_signed_off, entry_cell(audit.void_at)});
  }
  return table;
}

DataTable rounds_table(const BundleFacts& facts) {
  DataTable table{"audit_rounds",
                  "What a round of an audit found of each contest.",
                  {"audit", "round", "position", "verdict", "contest", "name", "targeted",
                   "risk_limit", "risk", "met", "paper"},
                  {}};
  const auto& names = round_figure_names();
  table.columns.insert(table.columns.end(), names.begin(), names.end());
  for (const BundleRoundContest& contest : facts.audit_rounds) {
    std::vector<DataCell> row = {contest.audit,
                                 contest.round,
                                 static_cast<std::int64_t>(contest.position),
                                 contest.verdict,
                                 contest.contest,
                                 text_or_nothing(contest.name),
                                 std::string(contest.targeted ? "yes" : "no"),
                                 contest.risk_limit,
                                 contest.risk,
                                 contest.met,
                                 text_or_nothing(contest.paper)};
    for (const std::int64_t figure : contest.figures) row.emplace_back(figure);
    table.rows.push_back(std::move(row));
  }
  return table;
}

DataTable differences_table(const BundleFacts& facts) {
  DataTable table{"audit_differences",
                  "A card whose paper is another than its record, or that nobody found.",
                  {"audit", "list", "card", "contest", "paper", "record", "cause"},
                  {}};
  for (const BundleDifference& difference : facts.audit_differences) {
    table.rows.push_back({difference.audit, difference.list, difference.card,
                          text_or_nothing(difference.contest), difference.paper,
                          text_or_nothing(difference.record), text_or_nothing(difference.cause)});
  }
  return table;
}

std::string standing_of_audit(const BundleAudit& audit) {
  const std::string name = fmt::format("Audit {}", audit.number);
  if (audit.void_at) return fmt::format("{} is void since entry {}.", name, *audit.void_at);
  if (!audit.committed_at) return name + " is planned; nothing of it is fixed yet.";
  if (!audit.seeded_at) {
    return fmt::format("{} was fixed by entry {}; its seed is not thrown yet.", name,
                       *audit.committed_at);
  }
  std::string words = fmt::format(
      "{} was fixed by entry {} and its seed {} thrown by entry {}; {}, "
      "of which {} signed off.",
      name, *audit.committed_at, audit.seed, *audit.seeded_at,
      audit.by_batches ? base::counted(audit.cards, "batch is", "batches are") + " to be counted"
                       : base::counted(audit.cards, "card is", "cards are") + " to be read",
      base::counted(audit.cards_signed_off, "is", "are"));
  if (audit.cards_in_pools > 0) {
    words += fmt::format(
        " {} in pools: no record of their own is known, and they are held against "
        "what was reported of their pool.",
        base::counted(audit.cards_in_pools, "of them lies", "of them lie"));
  }
  return words;
}

std::string standing_of_contest(const BundleRoundContest& contest) {
  const std::string name = contest.name.empty() ? contest.contest : contest.name;
  std::string met = contest.met == "yes" ? "the limit is met" : "the limit is not met";
  if (contest.met == "counted-not-confirmed") {
    met = "counted whole, the outcome is not confirmed: cards that nobody found could change it";
  }
  if (!contest.paper.empty()) met = "the paper that was read contradicts the reported outcome";
  if (contest.met == "counted-confirmed") met = "counted whole, the outcome is confirmed";
  if (contest.met == "counted-contradicted") met = "counted whole, the outcome is contradicted";
  return fmt::format("After round {} {} ({}): the risk is {}, the limit {}; {}.", contest.round,
                     name, contest.targeted ? "on which the audit goes on" : "read beside others",
                     contest.risk, contest.risk_limit, met);
}

// Causes, the most frequent first.
std::string differences_sentence(const std::map<std::string, std::int64_t>& causes) {
  std::vector<std::pair<std::int64_t, std::string>> sorted;
  std::int64_t all = 0;
  for (const auto& [cause, rows] : causes) {
    sorted.emplace_back(-rows, cause.empty() ? "no cause yet" : cause);
    all += rows;
  }
  std::ranges::sort(sorted);
  std::vector<std::string> parts;
  for (const auto& [rows, cause] : sorted) parts.push_back(fmt::format("{} {}", cause, -rows));
  return fmt::format("Paper and record differ, or a card was not found, in {}: {}.",
                     base::counted(all, "case", "cases"), fmt::join(parts, ", "));
}

}  // namespace

const std::vector<std::string>& round_figure_names() {
  static const std::vector<std::string> names = {"draws",    "phantoms",  "not_found", "one_over",
                                                 "two_over", "one_under", "two_under", "other"};
  return names;
}

std::string words_of_reading(const std::string& state,
                             const std::vector<std::pair<std::int64_t, std::string>>& marks) {
  if (state != "marked") return state;
  std::string words;
  for (const auto& [rank, choice] : marks) {
    if (!words.empty()) words += " ";
    if (rank > 0) words += std::to_string(rank) + "=";
    words += choice;
  }
  return words;
}

std::string words_of_count(std::int64_t cards, const std::map<std::string, std::int64_t>& votes) {
  std::string words;
  for (const auto& [choice, of] : votes) words += choice + "=" + std::to_string(of) + " ";
  return words + "on " + std::to_string(cards) + " cards";
}

std::vector<DataTable> round_tables(const BundleFacts& facts) {
  return {audits_table(facts), rounds_table(facts), differences_table(facts)};
}

std::vector<std::string> audit_sentences(const BundleFacts& facts) {
  std::vector<std::string> sentences;
  for (const BundleAudit& audit : facts.audits) {
    sentences.push_back(standing_of_audit(audit));
    if (audit.void_at) continue;
    std::int64_t last = 0;
    for (const BundleRoundContest& contest : facts.audit_rounds) {
      if (contest.audit == audit.number) last = std::max(last, contest.round);
    }
    for (const BundleRoundContest& contest : facts.audit_rounds) {
      if (contest.audit != audit.number || contest.round != last) continue;
      sentences.push_back(standing_of_contest(contest));
    }
    std::map<std::string, std::int64_t> causes;
    for (const BundleDifference& difference : facts.audit_differences) {
      if (difference.audit == audit.number) ++causes[difference.cause];
    }
    if (!causes.empty()) sentences.push_back(differences_sentence(causes));
  }
  return sentences;
}

}  // namespace recanvass::report
