#include "workflow/audit_draw.h"

#include "base/figures.h"
#include "base/sha256.h"
#include "draw/paper_draws.h"
#include "workflow/audit_paper.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using audit::CardDraw;
using audit::DrawnCard;
using audit::DrawPlan;
using base::Json;

Json hashed_json(const std::vector<formats::HashedFile>& files) {
  Json list = Json::array();
  for (const formats::HashedFile& file : files) {
    list.push_back({{"name", file.name}, {"sha256", base::hex(file.sha256)}});
  }
  return list;
}

Json drawn_json(const DrawnCard& card, std::size_t order, const AuditRecords* records) {
  Json contests = Json::array();
  for (const std::uint32_t contest : card.contests) {
    contests.push_back(records->store.contests()[contest].id.text);
  }
  return {{"order", order},
          {"round", card.round},
          {"number", card.number},
          {"card", card.card},
          {"time", card.time},
          {"phantom", card.phantom},
          {"container", card.container},
          {"tabulator", card.tabulator},
          {"batch", card.batch},
          {"position", card.position},
          {"imprinted_id", card.imprinted_id},
          {"contests", std::move(contests)}};
}

base::Problem draw_document_problem(const std::string& file, std::string place,
                                    std::string wanted) {
  return {"draw.document",
          {file, 0, std::move(place)},
          "another document",
          std::move(wanted),
          "Name the file that `recanvass draw -o FILE` wrote."};
}

// Rounds that were fixed before the seed are drawn as they were fixed, in their order.
base::Problems fixed_round_problems(const AuditAssertions& assertions, const DrawPlan& plan,
                                    DrawnFrom drawn_from) {
  const auto& rounds = assertions.ask.rounds;
  if (rounds.empty()) return {};
  const auto wrong = [](std::size_t round, const std::string& what, std::uint64_t size,
                        const std::string& wanted) {
    return base::Problem{"draw.schedule",
                         {"", 0, fmt::format("round {}{}", round + 1, what)},
                         base::counted(static_cast<std::int64_t>(size), "card", "cards"),
                         wanted,
                         "Draw the rounds that were fixed before the seed; leave --size out."};
  };
  base::Problems problems;
  for (std::size_t i = 0; i < plan.rounds.size(); ++i) {
    const audit::DrawRound& round = plan.rounds[i];
    if (i >= rounds.size()) {
      problems.push_back(
          wrong(i, "", round.cards,
                fmt::format("no more than the {} rounds that were fixed", rounds.size())));
      break;
    }
    const auto fixed = static_cast<std::uint64_t>(rounds[i]);
    if (drawn_from == DrawnFrom::Manifest && round.cards != fixed) {
      problems.push_back(wrong(i, "", round.cards, fmt::format("{}, as fixed", fixed)));
    }
    for (const auto& [id, size] : round.contests) {
      const audit::AssertedContest* contest = assertions.find(id);
      if (drawn_from == DrawnFrom::Manifest || contest == nullptr) continue;
      const auto cards = static_cast<std::uint64_t>(contest->domain.cards().value());
      if (size == std::min(fixed, cards)) continue;
      problems.push_back(wrong(i, " of " + contest->contest.name, size,
                               fmt::format("{}, as fixed", std::min(fixed, cards))));
    }
  }
  return problems;
}

base::Problem chance_problem(std::size_t round, std::string found) {
  return {
      "draw.chance",
      {"", 0, fmt::format("round {}", round + 1)},
      std::move(found),
      "with the method bernoulli, and only there, a chance above 0, at most 1 and above the one "
      "before",
      "Give --chance with --method bernoulli."};
}

// With what chance cards are taken, and how many that are.
base::Problems fill_in_taken(DrawPlan& plan, const election::BallotManifest* manifest) {
  base::Problems problems;
  base::Rational before(0);
  for (std::size_t i = 0; i < plan.rounds.size(); ++i) {
    audit::DrawRound& round = plan.rounds[i];
    const bool by_chance = plan.method == audit::DrawMethod::Bernoulli;
    if (round.chance.has_value() != by_chance) {
      problems.push_back(chance_problem(i, by_chance ? "no chance" : "a chance"));
    }
    if (!round.chance || !by_chance || manifest == nullptr) continue;
    const auto record =
        draw::BernoulliRecord::make(round.chance->approximate(), manifest->cards().value(), 0);
    if (!record) {
      problems.insert(problems.end(), record.problems().begin(), record.problems().end());
      continue;
    }
    if (*round.chance <= before) problems.push_back(chance_problem(i, round.chance->text()));
    before = *round.chance;
    round.cards = audit::cards_taken(*manifest, plan.seed, *round.chance);
  }
  return problems;
}

// Cutting finds no card that was named, and puts none back.
base::Problems cut_problems(const DrawInputs& inputs, const DrawPlan& plan) {
  if (!plan.cuts) return {};
  bool compared = false;
  for (std::size_t i = 0; inputs.assertions != nullptr && i < inputs.assertions->contests.size();
       ++i) {
    compared =
        compared || inputs.assertions->contests[i].design == audit::MeasureDesign::Comparison;
  }
  const auto record =
      draw::CutRecord::make(plan.cuts->cuts, plan.cuts->distance.approximate(),
                            compared ? draw::DrawnFor::Comparison : draw::DrawnFor::Polling);
  base::Problems problems;
  if (!record) problems = record.problems();
  const auto refuse = [&](std::string found, std::string wanted, std::string mend) {
    problems.push_back(
        {"draw.cuts", {"", 0, "cuts"}, std::move(found), std::move(wanted), std::move(mend)});
  };
  if (audit::about(plan.method).replacement == draw::Replacement::With) {
    refuse("a method that draws a card again", "one without replacement",
           "Take the method numbers: a card that was cut for is not put back.");
  }
  for (const audit::DrawRound& round : plan.rounds) {
    if (round.cards <= plan.cuts->draws_most) continue;
    refuse(base::counted(static_cast<std::int64_t>(round.cards), "card", "cards"),
           fmt::format("at most the {} that the cuts were said for", plan.cuts->draws_most),
           "Say with the first round how many cards may be cut for in all (--cuts-at-most).");
    break;
  }
  return problems;
}

bool is_whole_number(const Json& value) { return value.is_number_unsigned(); }

constexpr int kCutsMost = 1000;

std::optional<base::Rational> rational_in(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  const auto parsed = base::Rational::parse(value.get<std::string>());
  return parsed ? std::optional(*parsed) : std::nullopt;
}

}  // namespace

double risk_of_cuts(const DrawPlan& plan) {
  if (!plan.cuts) return 0.0;
  const auto record = draw::CutRecord::make(plan.cuts->cuts, plan.cuts->distance.approximate(),
                                            draw::DrawnFor::Polling);
  return record ? record->risk_added(static_cast<std::int64_t>(plan.cuts->draws_most)) : 1.0;
}

base::Result<AuditDraw> draw_audit(const DrawInputs& inputs, const DrawPlan& plan,
                                   base::Executor& executor) {
  AuditDraw drawn{plan, false, {}};
  const bool records = inputs.assertions != nullptr && inputs.records != nullptr &&
                       inputs.assertions->domain.has_value();
  const bool by_contest = records && (plan.method == audit::DrawMethod::Numbers ||
                                      plan.method == audit::DrawMethod::Ids);
  if (!by_contest && inputs.manifest == nullptr) {
    return base::Problem{"draw.inputs",
                         {"", 0, "inputs"},
                         "neither assertions with their records nor a manifest",
                         "what the cards are drawn from",
                         "Give --assertions and the records, or --manifest."};
  }
  base::Problems paper_draws = fill_in_taken(drawn.plan, inputs.manifest);
  const base::Problems cuts = cut_problems(inputs, drawn.plan);
  paper_draws.insert(paper_draws.end(), cuts.begin(), cuts.end());
  if (!paper_draws.empty()) return paper_draws;
  if (inputs.assertions != nullptr) {
    const DrawnFrom from = by_contest ? DrawnFrom::Records : DrawnFrom::Manifest;
    base::Problems problems = fixed_round_problems(*inputs.assertions, drawn.plan, from);
    if (inputs.manifest != nullptr) {
      const auto& files = inputs.manifest_files;
      const base::Problems paper =
          paper_problems(*inputs.assertions, inputs.records, *inputs.manifest,
                         files.empty() ? "" : files.front().name, from);
      problems.insert(problems.end(), paper.begin(), paper.end());
    }
    if (!problems.empty()) return problems;
  }
  auto draw = by_contest
                  ? audit::draw_from_records(inputs.records->store, *inputs.assertions->domain,
                                             inputs.manifest, drawn.plan, executor)
                  : audit::draw_from_manifest(*inputs.manifest, drawn.plan, executor);
  if (!draw) return draw.problems();
  drawn.from_records = by_contest;
  drawn.draw = std::move(draw).value();
  return drawn;
}

Json draw_document(const DrawInputs& inputs, const AuditDraw& drawn) {
  Json rounds = Json::array();
  for (const audit::DrawRound& round : drawn.plan.rounds) {
    Json contests = Json::object();
    for (const auto& [id, size] : round.contests) contests[id] = size;
    rounds.push_back({{"cards", round.cards}, {"contests", std::move(contests)}});
    if (round.chance) rounds.back()["chance"] = round.chance->text();
  }
  Json cards = Json::array();
  for (std::size_t i = 0; i < drawn.draw.cards.size(); ++i) {
    cards.push_back(drawn_json(drawn.draw.cards[i], i + 1, inputs.records));
  }
  Json document = {{"schema", "recanvass.draw/1"},
                   {"method", audit::about(drawn.plan.method).name},
                   {"seed", drawn.plan.seed},
                   {"jurisdiction", drawn.plan.jurisdiction},
                   {"from", drawn.from_records ? "records" : "manifest"},
                   {"assertions_sha256", nullptr},
                   {"manifest", hashed_json(inputs.manifest_files)},
                   {"rounds", std::move(rounds)},
                   {"listed", drawn.draw.listed},
                   {"phantoms", drawn.draw.phantoms},
                   {"cards", std::move(cards)}};
  if (drawn.plan.cuts) {
    document["cuts"] = {{"cuts", static_cast<std::uint64_t>(drawn.plan.cuts->cuts)},
                        {"distance", drawn.plan.cuts->distance.text()},
                        {"draws_most", drawn.plan.cuts->draws_most}};
  }
  if (inputs.assertions != nullptr) {
    const std::string text = base::pretty_json(assertions_document(*inputs.assertions));
    document["assertions_sha256"] = base::hex(base::sha256(text));
  }
  return document;
}

base::Result<DrawPlan> plan_of_document(const Json& document, const std::string& file) {
  const bool is_one =
      document.is_object() && document.value("schema", Json()) == Json("recanvass.draw/1") &&
      document.value("method", Json()).is_string() && document.value("seed", Json()).is_string() &&
      document.value("jurisdiction", Json()).is_string() &&
      document.value("rounds", Json()).is_array();
  if (!is_one) return draw_document_problem(file, "", "a draw");
  DrawPlan plan;
  const auto method = audit::draw_method_named(document.at("method").get<std::string>());
  if (!method) return draw_document_problem(file, "/method", "a method of draws");
  plan.method = *method;
  plan.seed = document.at("seed").get<std::string>();
  plan.jurisdiction = document.at("jurisdiction").get<std::string>();
  for (const Json& given : document.at("rounds")) {
    const bool shaped = given.is_object() && is_whole_number(given.value("cards", Json())) &&
                        given.value("contests", Json()).is_object();
    if (!shaped) return draw_document_problem(file, "/rounds", "cards and contests of each round");
    audit::DrawRound round;
    round.cards = given.at("cards").get<std::uint64_t>();
    for (const auto& [id, size] : given.at("contests").items()) {
      if (!is_whole_number(size))
        return draw_document_problem(file, "/rounds", "whole numbers of cards");
      round.contests[id] = size.get<std::uint64_t>();
    }
    if (given.contains("chance")) {
      const auto chance = rational_in(given.at("chance"));
      if (!chance) return draw_document_problem(file, "/rounds", "a chance");
      round.chance = *chance;
    }
    plan.rounds.push_back(std::move(round));
  }
  if (!document.contains("cuts")) return plan;
  const Json& cuts = document.at("cuts");
  const auto distance =
      cuts.is_object() ? rational_in(cuts.value("distance", Json())) : std::nullopt;
  if (!distance || !is_whole_number(cuts.value("cuts", Json())) ||
      !is_whole_number(cuts.value("draws_most", Json())) || cuts.at("cuts") > Json(kCutsMost)) {
    return draw_document_problem(file, "/cuts", "cuts, their distance and for how many draws");
  }
  plan.cuts = audit::CardCuts{cuts.at("cuts").get<std::int32_t>(), *distance,
                              cuts.at("draws_most").get<std::uint64_t>()};
  return plan;
}

base::Result<AuditDraw> draw_of_document(const Json& document, const std::string& file,
                                         const DrawInputs& inputs, base::Executor& executor) {
  const auto plan = plan_of_document(document, file);
  if (!plan) return plan.problems();
  if (document.value("manifest", Json()) != hashed_json(inputs.manifest_files)) {
    return base::Problem{"draw.differs",
                         {file, 0, "/manifest"},
                         inputs.manifest == nullptr ? "a draw with a manifest, and none is given"
                                                    : "a draw with another manifest",
                         "the manifest with the name and hash that stand there",
                         "Name that file with --manifest."};
  }
  auto drawn = draw_audit(inputs, *plan, executor);
  if (!drawn) return drawn;
  const Json changes = Json::diff(document, draw_document(inputs, *drawn));
  if (changes.empty()) return drawn;
  return base::Problem{"draw.differs",
                       {file, 0, changes.front().at("path").get<std::string>()},
                       "another value than the seed and the inputs give",
                       "the draw as it was made",
                       "Take the inputs that were published before the seed, and this draw."};
}

}  // namespace recanvass::workflow
