#include "workflow/audit_body.h"

#include "workflow/body.h"
#include "workflow/gates.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace recanvass::workflow {
namespace {

// Of a share that a statute or a board names; then no sum of the claims leaves 64 bits.
constexpr std::int64_t kShareDenominatorMost = 1'000'000;
constexpr std::uint32_t kPositionMost = 10'000'000;

std::optional<std::uint32_t> position_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < 1 || number > kPositionMost || text.front() == '0') return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::vector<std::uint32_t>> positions_in(std::string_view text, std::size_t most) {
  std::vector<std::uint32_t> positions;
  std::set<std::uint32_t> seen;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    if (comma != std::string_view::npos && text.empty()) return std::nullopt;
    const std::size_t dash = part.find('-');
    const auto first = position_number(part.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : position_number(part.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first >= most) return std::nullopt;
    for (std::uint32_t place = *first; place <= *last; ++place) {
      if (positions.size() == most || !seen.insert(place).second) return std::nullopt;
      positions.push_back(place);
    }
  }
  return positions;
}

std::optional<base::Rational> share_in(const std::string& text) {
  const auto share = base::Rational::parse(text);
  if (!share || *share <= base::Rational(0) || *share >= base::Rational(1)) return std::nullopt;
  if (share->denominator() > kShareDenominatorMost) return std::nullopt;
  return *share;
}

AuditContest audit_contest_in(const base::Json& body) {
  AuditContest contest;
  contest.name = text_in(body, "name");
  contest.rule = text_in(body, "rule");
  contest.vote_for = number_in(body, "vote_for");
  for (const base::Json& choice : body["choices"]) {
    contest.choices.push_back({text_in(choice, "id"), text_in(choice, "name")});
  }
  contest.reported = numbers_in(body, "reported");
  contest.tabulated = numbers_in(body, "tabulated");
  contest.winners = texts_in(body, "winners");
  contest.share = text_in(body, "share");
  contest.risk_limit = text_in(body, "risk_limit");
  contest.targeted = body["targeted"].get<bool>();
  contest.on_every_card = body.value("on_every_card", false);
  contest.lists = texts_in(body, "lists");
  if (body.contains("assertions")) {
    for (const base::Json& claim : body["assertions"]) {
      contest.orders.push_back({text_in(claim, "kind"), text_in(claim, "winner"),
                                text_in(claim, "loser"), texts_in(claim, "standing"),
                                number_in(claim, "lead")});
    }
  }
  contest.body = body;
  contest.body.erase("contest");
  return contest;
}

AuditMethod audit_method_in(const base::Json& body) {
  AuditMethod method;
  method.design = text_in(body, "design");
  method.draw = draw::card_draw_named(text_in(body, "draw")).value_or(draw::CardDraw::Numbers);
  method.from_each_list = text_in(body, "draw_from") == "each-list";
  method.risk_function = text_in(body, "risk_function");
  if (body.contains("settings")) {
    for (const base::Json& setting : body["settings"]) {
      method.settings[text_in(setting, "name")] = text_in(setting, "value");
    }
  }
  for (const auto& [round, draws] : numbers_in(body, "schedule")) {
    if (const auto number = position_number(round)) method.schedule[*number] = draws;
  }
  return method;
}

base::Problems plan_is_open(const Operation& operation) {
  const Audit& audit = operation.audits.current;
  if (!audit.committed_at) return {};
  return {refusal("audit.committed", "a plan that is committed to", "a plan before audit.commit",
                  "Two persons make the audit void with audit.void, and everybody sees it.")};
}

base::Problems audit_may_go_on(const Operation& operation) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty() || operation.audits.current.committed_at) return problems;
  return {refusal("audit.not-committed", "an audit that nobody committed to",
                  "audit.commit before the seed, the draw and every card",
                  "State contests and lists of cards, then commit to them.")};
}

std::int64_t cards_a_ballot(const AuditList& list) {
  return list.body.is_object() ? maybe_number_in(list.body, "cards_per_ballot").value_or(1) : 1;
}

base::Problems cards_fit_batch(const AuditList& list, const std::string& batch,
                               std::int64_t ballots, std::int64_t cards) {
  const std::int64_t most = ballots * cards_a_ballot(list);
  if (cards <= most) return {};
  return {refusal("audit.cards", fmt::format("batch {}: {} cards", batch, cards),
                  fmt::format("at most {}, as the manifest has {} ballots in it", most, ballots),
                  "Correct the figure, or the manifest; where ballots have several cards, say so "
                  "with \"cards_per_ballot\" of audit.list.")};
}

DrawsOfList draws_of(const Audit& audit, const std::string& list) {
  DrawsOfList draws;
  for (const SettledDraw& draw : audit.draws) {
    if (!list.empty() && draw.place.first != list) continue;
    ++draws.all;
    if (draw.round < audit.round) ++draws.measured;
  }
  return draws;
}

std::int64_t scheduled_draws(const Audit& audit, const std::string& list) {
  const std::int64_t measured = draws_of(audit, list).measured;
  for (const auto& [round, draws] : audit.method.schedule) {
    if (draws > measured) return draws;
  }
  return 0;
}

base::Problems list_is_open_to(const Operation& operation, const std::string& author,
                               const std::string& list) {
  const auto& lists = operation.audits.current.lists;
  const auto found = lists.find(list);
  if (found == lists.end()) {
    return {refusal("audit.list", "\"" + list + "\"", "a list of cards of this audit",
                    "Name it with audit.list first, or correct the id.")};
  }
  return author_acts_in(operation, author, found->second.county);
}

}  // namespace recanvass::workflow
