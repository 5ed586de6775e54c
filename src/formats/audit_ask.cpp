#include "formats/audit_ask.h"

#include "formats/number.h"
#include "formats/toml_fields.h"
#include "tabulate/rule_settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

using audit::MeasureDesign;
using base::Rational;

constexpr std::int64_t kAskedCardsMax = 10'000'000'000;

enum class AskedDesign : std::uint8_t { Comparison, Polling, Batches, Strata };

std::optional<AskedDesign> design_named(std::string_view name) {
  if (name == "comparison") return AskedDesign::Comparison;
  if (name == "polling") return AskedDesign::Polling;
  if (name == "batches") return AskedDesign::Batches;
  if (name == "strata") return AskedDesign::Strata;
  return std::nullopt;
}

std::optional<double> read_risk_limit(TomlFields& fields) {
  const auto text = fields.text("risk_limit");
  if (!text) return std::nullopt;
  const auto share = Rational::parse(*text);
  if (share && *share > Rational(0) && *share < Rational(1)) return share->approximate();
  fields.report("ask.risk-limit", "risk_limit", quote(*text), "a share above 0 and below 1",
                "Write \"0.05\" for five percent.");
  return std::nullopt;
}

std::vector<std::int64_t> read_rounds(TomlFields& fields) {
  std::vector<std::int64_t> rounds;
  for (const std::string& text : fields.texts("rounds")) {
    std::int64_t cards = 0;
    const bool fits = read_figure(text, cards) == NumberFault::None && cards <= kAskedCardsMax &&
                      cards > (rounds.empty() ? 0 : rounds.back());
    if (!fits) {
      fields.report("ask.rounds", "rounds", quote(text), "rising numbers of cards in all",
                    "Write [\"40\", \"100\"] for 40 cards and then 60 more.");
      return {};
    }
    rounds.push_back(cards);
  }
  return rounds;
}

void read_rule(TomlFields& fields, AskedContest& contest) {
  const auto id = fields.text("rule");
  const std::vector<std::string> settings = fields.texts("set");
  if (!id && settings.empty()) return;
  const auto rule = id ? tabulate::rule_named(*id) : tabulate::usual_rule();
  if (!rule) {
    std::vector<std::string> ids;
    for (const tabulate::Rule& one : tabulate::rule_book()) ids.push_back(one.id);
    fields.report("ask.rule", "rule", quote(*id), "a rule of `recanvass tabulate --rules`",
                  suggest(*id, ids, "Take the id that stands there."));
    return;
  }
  contest.rule = *rule;
  for (const std::string& text : settings) {
    auto changed = tabulate::with_setting(*contest.rule, text);
    if (changed) {
      contest.rule = std::move(changed).value();
      continue;
    }
    for (const base::Problem& problem : changed.problems()) {
      fields.report(problem.cause.c_str(), "set", problem.found, problem.wanted, problem.mend);
    }
  }
}

void read_quorum(TomlFields& fields, AskedContest& contest) {
  const auto share = fields.text("quorum_share");
  contest.quorum_eligible = fields.whole("quorum_eligible", 1, kAskedCardsMax);
  if (!share && !contest.quorum_eligible) return;
  const auto read = Rational::parse(share.value_or(""));
  if (read && *read > Rational(0) && contest.quorum_eligible) {
    contest.quorum_share = *read;
    return;
  }
  contest.quorum_eligible.reset();
  fields.report("ask.quorum", share ? "quorum_share" : "quorum_eligible",
                share ? quote(*share) : "no quorum_share",
                "a share above 0 and the number of voters who are eligible",
                "Give both, or neither.");
}

// Whether a contest's votes stand beside it, or are what batches or strata add up to.
enum class VotesFrom : std::uint8_t { Contest, Elsewhere };

AskedContest read_asked(TomlFields& fields, VotesFrom from) {
  const bool elsewhere = from == VotesFrom::Elsewhere;
  AskedContest contest;
  contest.name = fields.required_name("name");
  contest.line = fields.line_of("name");
  read_rule(fields, contest);
  contest.risk_limit = read_risk_limit(fields);
  contest.risk_function = fields.text("function");
  if (const auto cards = fields.whole("cards", 1, kAskedCardsMax)) {
    contest.cards = election::CardCount(*cards);
  }
  contest.winners = fields.texts("winners");
  contest.targeted = fields.flag("targeted").value_or(true);
  contest.lots = fields.texts("lots");
  read_quorum(fields, contest);
  if (auto lists = fields.table("lists")) contest.lists = lists->all_texts();
  if (auto votes = fields.table("votes")) contest.votes = votes->all_figures();
  if (const auto vote_for = fields.whole("vote_for", 1, 1000)) {
    contest.vote_for = static_cast<std::int32_t>(*vote_for);
    if (contest.votes.empty() && !elsewhere) {
      fields.report("ask.votes", "vote_for", "no votes", "vote_for beside votes",
                    "Records say how many may be marked; set a rule's votes by set.");
    }
  }
  if (elsewhere && (contest.cards || !contest.targeted)) {
    fields.report("ask.batches", contest.cards ? "cards" : "targeted",
                  contest.cards ? "a bound on its cards" : "a contest that is not drawn for",
                  "contests over all cards of the manifest, each of which is drawn for",
                  "Leave it out; of contests that are not to be audited leave all out.");
  } else if (!elsewhere && !contest.votes.empty() && !contest.cards) {
    fields.report("ask.votes", "votes", "no cards", "how many cards there are",
                  "Give cards: all cards of the manifest.");
  }
  fields.finish();
  return contest;
}

AskedStratum read_stratum(TomlFields& fields) {
  AskedStratum stratum;
  stratum.name = fields.required_name("name");
  stratum.line = fields.line_of("name");
  stratum.manifest = fields.required_text("manifest");
  stratum.records = fields.texts("records");
  if (auto votes = fields.table("votes")) stratum.votes = votes->all_figures();
  if (stratum.records.empty() == stratum.votes.empty()) {
    fields.report("ask.strata", "name",
                  stratum.votes.empty() ? "neither records nor votes" : "records and votes",
                  "records, or the votes as reported where there are none",
                  "Cards with records are compared; others are polled against their votes.");
  }
  fields.finish();
  return stratum;
}

void read_strata(TomlFields& fields, AuditAsk& ask) {
  for (TomlFields& table : fields.tables("stratum")) {
    AskedStratum stratum = read_stratum(table);
    const bool again =
        std::ranges::any_of(ask.strata, [&](const auto& one) { return one.name == stratum.name; });
    if (again) {
      table.report("ask.strata", "name", quote(stratum.name) + " twice", "a name of its own",
                   "Its draws are made from the seed and its name.");
    }
    ask.strata.push_back(std::move(stratum));
  }
  if (ask.by_strata != ask.strata.empty()) return;
  fields.report("ask.strata", "stratum",
                ask.by_strata ? "no stratum" : "strata of an audit of another design",
                "design = \"strata\" and each stratum with its manifest", "Give both, or neither.");
}

}  // namespace

base::Result<AuditAsk> read_audit_ask(std::string_view text, const std::string& file) {
  auto table = parse_toml(text, file);
  if (!table) return table.problems();
  ProblemList problems;
  TomlSource source{file, problems};
  TomlFields fields(*table, "", source);
  AuditAsk ask;
  ask.file = file;
  ask.risk_limit = read_risk_limit(fields).value_or(ask.risk_limit);
  ask.risk_function = fields.text("function").value_or(ask.risk_function);
  ask.rounds = read_rounds(fields);
  const auto design = fields.name_of<AskedDesign>("design", design_named,
                                                  {"comparison", "polling", "batches", "strata"},
                                                  AskedDesign::Comparison);
  ask.by_batches = design == AskedDesign::Batches;
  ask.by_strata = design == AskedDesign::Strata;
  read_strata(fields, ask);
  if (design != AskedDesign::Comparison) ask.design = MeasureDesign::Polling;
  if (!fields.flag("styles").value_or(true)) ask.domain.style = audit::StyleUse::AllCards;
  if (const auto cards = fields.whole("cards", 1, kAskedCardsMax)) {
    ask.domain.cards_at_most = election::CardCount(*cards);
  }
  ask.domain.pooled_groups = fields.texts("pooled_groups");
  ask.domain.pooled_tabulators = fields.texts("pooled_tabulators");
  for (TomlFields& contest : fields.tables("contest")) {
    const bool elsewhere = ask.by_batches || ask.by_strata;
    ask.contests.push_back(
        read_asked(contest, elsewhere ? VotesFrom::Elsewhere : VotesFrom::Contest));
  }
  fields.finish();
  if (!problems.empty()) return problems.take();
  return ask;
}

}  // namespace recanvass::formats
