#include "report/bundle_page.h"

#include "base/figures.h"
#include "base/json.h"
#include "recount/legal_standing.h"
#include "report/bundle_tables.h"
#include "report/catalogue.h"
#include "report/html.h"
#include "report/round_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <optional>
#include <set>
#include <string>

namespace recanvass::report {
namespace {

using base::Json;

constexpr std::size_t kLargestChanges = 20;
constexpr std::size_t kImpossibleNamed = 20;

Json texts_of(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back({{"text", text}});
  return list;
}

std::string units_words(std::int64_t number) { return base::counted(number, "unit", "units"); }

std::string signed_words(std::int64_t number) {
  return (number > 0 ? "+" : "") + base::grouped(number);
}

struct Progress {
  std::int64_t open = 0;
  std::int64_t counted = 0;
  std::int64_t merged = 0;
  std::int64_t held = 0;
  std::int64_t original = 0;
};

Progress progress_of(const BundleFacts& facts) {
  Progress progress;
  for (const BundleUnit& unit : facts.units) {
    switch (unit.state) {
      case UnitState::Open: ++progress.open; break;
      case UnitState::Counted: ++progress.counted; break;
      case UnitState::Merged: ++progress.merged; break;
      case UnitState::Held: ++progress.held; break;
      case UnitState::Original: ++progress.original; break;
    }
  }
  return progress;
}

// Votes of the whole by whether they were counted again; no value while some are not given.
std::optional<std::string> partial_sentence(const BundleFacts& facts) {
  const BundleTotals totals = totals_of(facts, "");
  if (!totals.votes || totals.units_original == 0) return std::nullopt;
  const auto sum_of_votes = [](const auto& votes) {
    return std::accumulate(votes.begin(), votes.end(), std::int64_t{0});
  };
  std::int64_t first = 0;
  for (const BundleUnit& unit : facts.units) {
    if (unit.state != UnitState::Original) continue;
    for (const auto& votes : unit.reported) first += votes.value_or(0);
  }
  const std::int64_t all = sum_of_votes(*totals.votes);
  return fmt::format(
      "Of {} in the totals {} were counted again, in {}; {} stand as they were first counted, in "
      "{}.",
      base::counted(all, "vote", "votes"), base::grouped(all - first),
      units_words(totals.units - totals.units_original), base::grouped(first),
      units_words(totals.units_original));
}

std::vector<std::string> progress_sentences(const BundleFacts& facts) {
  if (facts.units.empty()) return {"No reporting unit is listed yet."};
  const Progress progress = progress_of(facts);
  const auto all = static_cast<std::int64_t>(facts.units.size());
  const std::int64_t again = all - progress.original;
  std::vector<std::string> sentences;
  if (progress.open == 0) {
    sentences.push_back(fmt::format("The count of {} is signed off.",
                                    again == 1 ? "the one unit" : "all " + units_words(again)));
  } else {
    sentences.push_back(fmt::format(
        "The count of {} of {} is signed off. Figures of the others are not public, so that those "
        "who count do not see them.",
        base::grouped(again - progress.open), units_words(again)));
  }
  if (progress.original > 0) {
    sentences.push_back(fmt::format("{} not counted again: what was reported stands.",
                                    base::counted(progress.original, "unit is", "units are")));
    if (auto partial = partial_sentence(facts)) sentences.push_back(*std::move(partial));
  }
  return sentences;
}

// Empty: no certificate is in force, or it is of the figures on this page, or these are open.
std::string changed_words(const BundleFacts& facts) {
  if (facts.certificates.empty() || facts.certificates.back().voided_at) return {};
  const BundleCertificate& certificate = facts.certificates.back();
  const BundleTotals totals = totals_of(facts, "");
  if (!totals.votes || *totals.votes == certificate.votes) return {};
  return fmt::format(
      "The certificate of entry {} is of other figures than the units add up to now, and none "
      "followed.",
      certificate.position);
}

Json heads_of(const std::vector<std::string>& heads) { return texts_of(heads); }

// Reported votes of a choice over all units; no value while some are not given.
std::optional<std::int64_t> reported_total(const BundleFacts& facts, std::size_t choice) {
  std::int64_t sum = 0;
  for (const BundleUnit& unit : facts.units) {
    if (has_no_report(unit)) continue;
    if (!unit.returns_given || choice >= unit.reported.size() || !unit.reported[choice]) return {};
    sum += *unit.reported[choice];
  }
  return sum;
}

// Sums of what was reported hold what two persons corrected since it was published.
const char* reported_head(const BundleFacts& facts) {
  const bool corrected = std::ranges::any_of(
      facts.units, [](const BundleUnit& unit) { return !unit.corrected.empty(); });
  return corrected ? "Reported, as corrected" : "Reported";
}

Json totals_table(const BundleFacts& facts, const std::vector<std::int64_t>& votes) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < facts.choices.size(); ++i) {
    const auto reported = reported_total(facts, i);
    rows.push_back({{"first", facts.choices[i].name},
                    {"cells", texts_of({reported ? base::grouped(*reported) : "not given",
                                        base::grouped(votes[i]),
                                        reported ? signed_words(votes[i] - *reported) : ""})}});
  }
  return {{"caption", "Votes in all units"},
          {"heads", heads_of({"Choice", reported_head(facts), "Counted", "Change"})},
          {"rows", rows}};
}

Json counties_json(const BundleFacts& facts) {
  std::vector<std::string> heads = {"County", "Units signed off"};
  for (const BundleChoice& choice : facts.choices) heads.push_back(choice.name);
  Json rows = Json::array();
  for (const BundleCounty& county : facts.counties) {
    const BundleTotals totals = totals_of(facts, county.id);
    if (totals.units == 0) continue;
    std::vector<std::string> cells = {
        fmt::format("{} of {}", base::grouped(totals.units_counted), base::grouped(totals.units))};
    for (std::size_t i = 0; i < facts.choices.size(); ++i) {
      cells.push_back(totals.votes ? base::grouped((*totals.votes)[i]) : "open");
    }
    rows.push_back({{"first", county.name}, {"cells", texts_of(cells)}});
  }
  return {{"caption", "Votes counted, by county"}, {"heads", heads_of(heads)}, {"rows", rows}};
}

DataTable table_named(const BundleFacts& facts, const std::string& name) {
  for (DataTable& table : bundle_tables(facts)) {
    if (table.name == name) return std::move(table);
  }
  RECANVASS_CHECK(!"a table of this name");
  return {};
}

std::string text_of(const DataCell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return base::grouped(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  return {};
}

std::string choice_name(const BundleFacts& facts, const std::string& choice) {
  for (const BundleChoice& each : facts.choices) {
    if (each.id == choice) return each.name;
  }
  return choice;
}

std::string county_name(const BundleFacts& facts, const std::string& county) {
  for (const BundleCounty& each : facts.counties) {
    if (each.id == county) return each.name;
  }
  return county;
}

// Wards of one name stand in many towns, so the id stays beside the name.
std::string unit_name(const BundleFacts& facts, const std::string& unit) {
  for (const BundleUnit& each : facts.units) {
    if (each.id != unit || each.name.empty() || each.name == unit) continue;
    return fmt::format("{} ({})", each.name, unit);
  }
  return unit;
}

std::string impossible_place(const BundleFacts& facts, const BundleFinding& finding) {
  return unit_name(facts, finding.unit) + ", " + county_name(facts, finding.county);
}

// What no election can have, a sentence a unit: as reported, or as counted.
std::vector<std::string> impossible_sentences(const BundleFacts& facts) {
  const std::string under_review = impossible_state(UnitState::Open);
  std::vector<std::string> sentences;
  std::string last;
  for (const BundleFinding& finding : facts.findings) {
    if (finding.state != under_review || finding.unit == last) continue;
    last = finding.unit;
    sentences.push_back(fmt::format("Impossible, under review: what was counted of {}.",
                                    impossible_place(facts, finding)));
  }
  for (auto finding = facts.impossible.begin(); finding != facts.impossible.end();) {
    const auto end = std::find_if(finding, facts.impossible.end(), [&](const BundleFinding& each) {
      return each.unit != finding->unit;
    });
    std::vector<std::string> words;
    for (auto each = finding; each != end; ++each) words.push_back(each->words);
    sentences.push_back(
        finding->state == under_review
            ? fmt::format("Impossible, under review: what was reported of {} ({}).",
                          impossible_place(facts, *finding), fmt::join(words, "; "))
            : fmt::format("What had been reported of {} was impossible ({}); it was counted again.",
                          impossible_place(facts, *finding), fmt::join(words, "; ")));
    finding = end;
  }
  if (sentences.size() > kImpossibleNamed) {
    const auto more = static_cast<std::int64_t>(sentences.size() - kImpossibleNamed);
    sentences.resize(kImpossibleNamed);
    sentences.push_back(fmt::format("Figures of {} cannot be: see reconciliation among the files.",
                                    base::counted(more, "more unit", "more units")));
  }
  return sentences;
}

// Why the figures of a unit are others than were reported: causes that hold for the change as it
// is; a unit for which none was assigned has an empty cell.
std::string cause_words(const BundleFacts& facts, const std::string& unit) {
  std::vector<std::string> words;
  for (const BundleCause& cause : facts.causes) {
    if (unit.empty() || cause.unit != unit || cause.holds == "no") continue;
    words.push_back(cause.words.empty() ? cause.code : cause.code + ": " + cause.words);
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

// Columns of the table: county, unit, group, choice, reported, counted, change.
Json largest_changes(const BundleFacts& facts, DataTable changes) {
  std::stable_sort(changes.rows.begin(), changes.rows.end(), [](const auto& a, const auto& b) {
    return std::abs(std::get<std::int64_t>(a[6])) > std::abs(std::get<std::int64_t>(b[6]));
  });
  if (changes.rows.size() > kLargestChanges) changes.rows.resize(kLargestChanges);
  Json rows = Json::array();
  for (const auto& row : changes.rows) {
    const std::string unit = text_of(row[1]);
    const std::string county = text_of(row[0]);
    std::string place =
        unit.empty() ? "Units given together: " + text_of(row[2]) : unit_name(facts, unit);
    if (!county.empty()) place += ", " + county_name(facts, county);
    rows.push_back(
        {{"first", place},
         {"cells", texts_of({choice_name(facts, text_of(row[3])),
                             std::holds_alternative<std::monostate>(row[4]) ? "none, found later"
                                                                            : text_of(row[4]),
                             text_of(row[5]), signed_words(std::get<std::int64_t>(row[6])),
                             cause_words(facts, unit)})}});
  }
  return {
      {"caption", "Largest changes of one choice in one unit"},
      {"heads", heads_of({"Unit", "Choice", reported_head(facts), "Counted", "Change", "Cause"})},
      {"rows", rows}};
}

// Units signed off, by whether both of their counts are given. A unit in a group is compared with
// the others of it or not at all.
struct Compared {
  std::int64_t both = 0;
  std::int64_t without_reported = 0;
  std::int64_t without_counted = 0;
};

Compared compared_units(const BundleFacts& facts) {
  std::set<std::string> without;
  for (const BundleUnit& unit : facts.units) {
    if (unit.state == UnitState::Merged && !unit.returns_given) without.insert(unit.group);
  }
  Compared compared;
  for (const BundleUnit& unit : facts.units) {
    switch (unit.state) {
      case UnitState::Open:
      case UnitState::Original: break;
      case UnitState::Held: ++compared.without_counted; break;
      case UnitState::Counted:
        ++(unit.returns_given ? compared.both : compared.without_reported);
        break;
      case UnitState::Merged:
        ++(without.count(unit.group) == 0 ? compared.both : compared.without_reported);
        break;
    }
  }
  return compared;
}

std::string difference_sentence(const DataTable& changes, const Compared& compared) {
  if (compared.both == 0) return "No unit can be compared yet.";
  if (changes.rows.empty()) {
    return compared.without_reported + compared.without_counted == 0
               ? "In the units that are signed off nothing differs from what was reported."
               : fmt::format(
                     "Of those signed off {} compared: nothing differs there from what was "
                     "reported.",
                     base::counted(compared.both, "unit is", "units are"));
  }
  std::string last;
  std::int64_t units = 0;
  for (const auto& row : changes.rows) {
    const std::string unit = text_of(row[1]) + "\n" + text_of(row[2]);
    if (unit != last) ++units;
    last = unit;
  }
  return fmt::format("{} or groups of units have figures that differ from what was reported.",
                     units_words(units));
}

std::vector<std::string> changes_sentences(const DataTable& changes, const BundleFacts& facts) {
  const Compared compared = compared_units(facts);
  std::vector<std::string> sentences = {difference_sentence(changes, compared)};
  if (compared.without_reported > 0) {
    sentences.push_back(fmt::format(
        "{} signed off and cannot be compared yet: the reported figures are withheld with those "
        "of units still open.",
        base::counted(compared.without_reported, "unit is", "units are")));
  }
  if (compared.without_counted > 0) {
    sentences.push_back(fmt::format(
        "{} signed off and cannot be compared yet: what was counted is withheld, to be given only "
        "together with others.",
        base::counted(compared.without_counted, "unit is", "units are")));
  }
  return sentences;
}

// Beside every total: how many ballots could still move it.
std::vector<std::string> challenge_sentences(const BundleFacts& facts) {
  std::int64_t open = 0;
  std::int64_t aside = 0;
  for (const BundleChallenge& challenge : facts.challenges) {
    open += challenge.status == "open" && !challenge.is_set_aside ? 1 : 0;
    aside += challenge.is_set_aside ? 1 : 0;
  }
  const auto all = static_cast<std::int64_t>(facts.challenges.size());
  const auto withheld = std::ranges::count_if(
      facts.withheld, [](const WithheldEntry& entry) { return entry.kind == "challenge.add"; });
  if (all + withheld == 0) return {"No challenge of a ballot is registered."};
  std::vector<std::string> sentences;
  if (all == 0) {
    sentences.push_back("No challenge of a ballot can be given yet.");
  } else if (open > 0) {
    sentences.push_back(fmt::format(
        "{} of {} open: each of these ballots could still move a vote, and is counted "
        "as it was read on the spot.",
        base::grouped(open), base::counted(all, "challenged ballot is", "challenged ballots are")));
  } else {
    sentences.push_back(
        fmt::format("{} registered, and none is open.",
                    base::counted(all, "challenged ballot is", "challenged ballots are")));
  }
  const auto changed = std::ranges::count_if(facts.challenges, [](const BundleChallenge& each) {
    return each.stands_as != each.counted_as && !each.is_set_aside;
  });
  if (aside > 0) {
    sentences.push_back(fmt::format(
        "{} set aside, and {} in none of the tables, whatever is ruled.",
        base::counted(aside, "of them is in a batch that was", "of them are in batches that were"),
        aside == 1 ? "is" : "are"));
  }
  if (changed > 0) {
    sentences.push_back(fmt::format(
        "By rulings and agreements {} read otherwise than on the spot; the tables have {} as ruled "
        "or agreed.",
        base::counted(changed, "of them is", "of them are"), changed == 1 ? "it" : "them"));
  }
  if (withheld > 0) {
    sentences.push_back(fmt::format(
        "{} registered and withheld with the figures of the batch: whether it is open is not said.",
        all == 0 ? base::counted(withheld, "challenged ballot is", "challenged ballots are")
                 : base::counted(withheld, "more is", "more are")));
  }
  return sentences;
}

std::string account_words(const BundleFacts& facts, const std::string& id) {
  const auto found = facts.accounts.find(id);
  return found == facts.accounts.end() ? id : fmt::format("{} ({})", found->second, id);
}

// Once: what is an exception is read with the certificate.
void add_ballot_account(const BundleFacts& facts, std::vector<std::string>& sentences) {
  const bool said = std::ranges::any_of(
      sentences, [&](const std::string& sentence) { return sentence.ends_with(facts.account); });
  if (!said) sentences.push_back(facts.account);
}

bool is_audit(const BundleLegalAct& act) {
  return act.kind == election::name_of(election::ResultKind::HandAudit);
}

// By votes, as many as there are seats, and all who tie for the last; in paper order.
std::string leaders_words(const BundleFacts& facts, const std::vector<std::int64_t>& votes) {
  std::vector<std::int64_t> order = votes;
  std::ranges::sort(order, std::greater{});
  const auto seats =
      std::clamp<std::size_t>(static_cast<std::size_t>(facts.seats), 1, order.size());
  std::string words;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i] < order[seats - 1] || votes[i] == 0) continue;
    words += (words.empty() ? "" : ", ") + facts.choices[i].name;
  }
  return words;
}

// Votes as reported, of every unit; no value where a unit's are not given.
std::optional<std::vector<std::int64_t>> votes_reported(const BundleFacts& facts) {
  std::vector<std::int64_t> sums(facts.choices.size(), 0);
  for (const BundleUnit& unit : facts.units) {
    if (!unit.returns_given) return std::nullopt;
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += unit.reported[i].value_or(0);
  }
  return sums;
}

// What an audit says of the winner, once all of it is counted and nothing of it is withheld.
void add_audits(const BundleFacts& facts, std::vector<std::string>& sentences) {
  std::vector<std::string> said;
  for (const BundleLegalAct& act : facts.legal) {
    if (!is_audit(act) || std::ranges::find(said, act.result_set) != said.end()) continue;
    said.push_back(act.result_set);
    const auto counted = totals_of(facts, "").votes;
    const auto reported = votes_reported(facts);
    std::string words = act.result_set + ", an audit,";
    if (act.figures == "counted" && counted && reported && !facts.choices.empty()) {
      const std::string found = leaders_words(facts, *counted);
      const std::string before = leaders_words(facts, *reported);
      words += found == before
                   ? " confirms the winner: " + found + ";"
                   : fmt::format(" does not confirm the winner: {} instead of {};", found, before);
    }
    sentences.push_back(words + " is not the certified count.");
  }
}

// No value: there are none, or what is written of them cannot be.
std::optional<std::vector<recount::LegalEvent>> legal_events(const BundleFacts& facts) {
  std::vector<recount::LegalEvent> events;
  for (const BundleLegalAct& written : facts.legal) {
    const auto act = recount::legal_act_named(written.act);
    const auto at = base::LocalTime::parse(written.at);
    if (!act || !at) return std::nullopt;
    events.push_back({{written.result_set},
                      *act,
                      *at,
                      written.authority,
                      written.stay,
                      written.source,
                      is_audit(written)});
  }
  if (events.empty()) return std::nullopt;
  return events;
}

// Which result set stands, and what a court holds: a certificate alone does not say it.
void add_standing(const BundleFacts& facts, std::vector<std::string>& sentences) {
  const auto events = legal_events(facts);
  if (!events) return;
  base::LocalTime latest = events->front().at;
  for (const recount::LegalEvent& event : *events) latest = std::max(latest, event.at);
  const auto standing = recount::standing_on(*events, latest);
  if (!standing) return;
  const std::string stands = "In law " + standing->sentence();
  sentences.push_back(stands.ends_with('.') ? stands : stands + ".");
  for (const recount::SetStanding& set : standing->sets) {
    for (const std::string& stay : set.open_stays) {
      // The last of that name: a stay that was lifted may be ordered again.
      const auto ordered =
          std::find_if(events->rbegin(), events->rend(), [&](const recount::LegalEvent& event) {
            return event.act == recount::LegalAct::Stay && event.result_set == set.result_set &&
                   event.stay == stay;
          });
      sentences.push_back(fmt::format(
          "{} is stayed since {} by {} ({}), and the stay is not lifted.", set.result_set.text,
          moment_words(Language::English, ordered->at.text()), ordered->by, stay));
    }
  }
}

// What was claimed, and what became of it; the words of both are in the table.
std::vector<std::string> claim_sentences(const BundleFacts& facts) {
  std::vector<std::string> sentences;
  for (const BundleClaim& claim : facts.claims) {
    sentences.push_back(fmt::format("Claim {} ({}; {}), by {}: \"{}\". {}; {}{}.", claim.id,
                                    claim.kind, claim.filing, claim.who, claim.says,
                                    claim.examined.empty() ? "Nothing was examined because of it"
                                                           : "Examined: " + claim.examined,
                                    claim.status == "open" ? "it is open" : "it is " + claim.status,
                                    claim.words.empty() ? "" : ": \"" + claim.words + "\""));
  }
  return sentences;
}

// The certificate that this one replaces, and why; or that it was declared void, and why.
std::string fate_words(const BundleFacts& facts, const BundleCertificate& certificate) {
  std::string words;
  if (certificate.amends) {
    words += fmt::format(" It amends the certificate of entry {}{}.", *certificate.amends,
                         certificate.reason.empty() || certificate.voided_at
                             ? ""
                             : " (\"" + certificate.reason + "\")");
  }
  for (const BundleCertificate& later : facts.certificates) {
    if (later.amends == certificate.position) {
      words += fmt::format(" It is no longer in force: the certificate of entry {} amends it.",
                           later.position);
    }
  }
  if (certificate.voided_at) {
    words += fmt::format(" This certificate was declared void{}.",
                         certificate.reason.empty() ? "" : " (\"" + certificate.reason + "\")");
  }
  return words;
}

std::vector<std::string> law_sentences(const BundleFacts& facts) {
  std::vector<std::string> sentences;
  add_standing(facts, sentences);
  add_audits(facts, sentences);
  if (std::string words = changed_words(facts); !words.empty()) {
    sentences.push_back(std::move(words));
  }
  if (facts.certificates.empty()) {
    sentences.insert(sentences.begin(), "No certificate was issued in this ledger.");
    sentences.insert(sentences.end(), facts.moved.begin(), facts.moved.end());
    sentences.insert(sentences.end(), facts.matters.begin(), facts.matters.end());
    add_ballot_account(facts, sentences);
    return sentences;
  }
  for (const BundleCertificate& certificate : facts.certificates) {
    std::vector<std::string> winners;
    for (const std::string& id : certificate.winners) winners.push_back(choice_name(facts, id));
    std::string names = fmt::format("{}", fmt::join(winners, ", "));
    if (!names.ends_with('.')) names += '.';  // Norm C.
    sentences.push_back(fmt::format(
        "{} certified {} on {}, entered by {} and {}: {}{}", certificate.authority,
        certificate.result_set, moment_words(Language::English, certificate.signed_at),
        account_words(facts, certificate.by), account_words(facts, certificate.approved_by), names,
        fate_words(facts, certificate)));
    for (const std::string& warning : certificate.warnings) {
      sentences.push_back("To be read with it: " + warning);
    }
  }
  const std::vector<std::string>& warnings = facts.certificates.back().warnings;
  for (const std::string& matter : facts.matters) {
    if (std::ranges::find(warnings, matter) == warnings.end()) sentences.push_back(matter);
  }
  add_ballot_account(facts, sentences);
  return sentences;
}

std::vector<std::string> withheld_sentences(const BundleFacts& facts) {
  std::int64_t open = 0;
  std::int64_t small = 0;
  std::int64_t merged = 0;
  for (const WithheldEntry& entry : facts.withheld) {
    open += entry.why == "open" ? 1 : 0;
    small += entry.why == "small" ? 1 : 0;
    merged += entry.why == "merged" ? 1 : 0;
  }
  if (facts.withheld.empty()) return {"Every entry of the ledger is given whole."};
  std::vector<std::string> sentences;
  if (open > 0) {
    sentences.push_back(fmt::format(
        "{} withheld for figures of units whose count is not signed off; they come later.",
        base::counted(open, "entry", "entries")));
  }
  if (small > 0) {
    sentences.push_back(fmt::format(
        "{} withheld for figures of fewer than {}, which could tell how a voter voted, and {} "
        "more so that those cannot be worked out.",
        base::counted(small, "entry", "entries"),
        base::counted(facts.minimum_ballots, "ballot", "ballots"), base::grouped(merged)));
    sentences.push_back(
        "Their sums are given, and every total contains them. Their places in the ledger are "
        "fixed: nothing can be put there but what stands there.");
  }
  return sentences;
}

std::vector<std::string> checked_sentences() {
  return {"Every entry was read from the store and compared with its hash.",
          "The tree over all entries has the root in the checkpoint.",
          "Every figure on this page was added up from the entries."};
}

std::vector<std::string> not_checked_sentences() {
  return {"Who published this: compare the log's key with one that you have from elsewhere.",
          "Signatures of entries, of the log and of witnesses: recanvass verify does it.",
          "The paper itself: a ledger shows what people wrote down, not what is in a box."};
}

Json files_json(const std::vector<DataTable>& tables) {
  Json files = Json::array();
  for (const DataTable& table : tables) {
    files.push_back({{"name", table.name},
                     {"caption", table.caption},
                     {"csv", "public/" + table.name + ".csv"},
                     {"excel", "public/" + table.name + ".for-excel.csv"},
                     {"json", "public/" + table.name + ".json"}});
  }
  return files;
}

}  // namespace

std::string bundle_page(const BundleFacts& facts) {
  const DataTable changes = table_named(facts, "changes");
  const BundleTotals totals = totals_of(facts, "");
  Json fields = {
      {"name", facts.name},
      {"ledger",
       fmt::format("{} of the ledger {}; root {}",
                   base::counted(static_cast<std::int64_t>(facts.size), "entry", "entries"),
                   facts.origin, facts.root)},
      {"training", facts.training},
      {"how_to_verify",
       "Anyone can check this folder without trusting who made it: recanvass verify FOLDER "
       "--log-key KEY, with the key of the log from another source."},
      {"progress", texts_of(progress_sentences(facts))},
      {"impossible", texts_of(impossible_sentences(facts))},
      {"changes_words", texts_of(changes_sentences(changes, facts))},
      {"challenges", texts_of(challenge_sentences(facts))},
      {"law", texts_of(law_sentences(facts))},
      {"has_claims", !facts.claims.empty()},
      {"claims", texts_of(claim_sentences(facts))},
      {"has_audit", !facts.audits.empty()},
      {"audit", texts_of(audit_sentences(facts))},
      {"withheld", texts_of(withheld_sentences(facts))},
      {"checked", texts_of(checked_sentences())},
      {"not_checked", texts_of(not_checked_sentences())},
      {"files", files_json(bundle_tables(facts))},
      {"program", facts.program},
      {"size", base::grouped(static_cast<std::int64_t>(facts.size))},
      {"origin", facts.origin},
      {"root", facts.root}};
  if (totals.votes && totals.units > 0) {
    fields["totals"] = totals_table(facts, *totals.votes);
  } else {
    fields["no_totals"] =
        "Totals are given when the count of every unit is signed off; until then nobody leads.";
  }
  if (totals.units > 0) fields["counties"] = counties_json(facts);
  if (!changes.rows.empty()) fields["changes"] = largest_changes(facts, changes);
  return render_page({"Published ledger: " + facts.name, kBundleGenerator,
                      fill_template("bundle.mustache", fields)});
}

}  // namespace recanvass::report
