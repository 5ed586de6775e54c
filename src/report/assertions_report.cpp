#include "report/assertions_report.h"

#include "base/figures.h"
#include "report/count_words.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

using audit::AssertedContest;
using audit::MeasureDesign;
using audit::ProvedAssertion;
using base::Json;

Json claim_json(const audit::Assorter& assorter) {
  struct Describe {
    const audit::Assorter& assorter;
    [[nodiscard]] std::string id(audit::ChoiceIndex choice) const {
      return assorter.contest().choices[choice].id.text;
    }
    [[nodiscard]] Json pair(const audit::ChoicePair& pair) const {
      return {{"winner", id(pair.winner)}, {"loser", id(pair.loser)}};
    }
    Json operator()(const audit::SumClaim& claim) const {
      Json weights = Json::object();
      for (std::size_t i = 0; i < claim.weights.size(); ++i) {
        if (claim.weights[i] == base::Rational(0)) continue;
        weights[id(static_cast<audit::ChoiceIndex>(i))] = claim.weights[i].text();
      }
      return {{"kind", "sum"},
              {"weights", std::move(weights)},
              {"per_counted_card", claim.per_counted_card.text()},
              {"per_card", claim.per_card.text()}};
    }
    Json operator()(const audit::PreferredClaim& claim) const {
      Json json = pair(claim.pair);
      json["kind"] = "preferred";
      return json;
    }
    Json operator()(const audit::LargerLeadClaim& claim) const {
      return {{"kind", "larger-lead"},
              {"larger", pair(claim.larger)},
              {"smaller", pair(claim.smaller)}};
    }
    Json operator()(const audit::NeverBeforeClaim& claim) const {
      Json json = pair(claim.pair);
      json["kind"] = "never-before";
      return json;
    }
    Json operator()(const audit::NotNextClaim& claim) const {
      Json json = pair(claim.pair);
      json["kind"] = "not-next";
      for (const audit::ChoiceIndex choice : claim.standing) json["standing"].push_back(id(choice));
      return json;
    }
  };
  return std::visit(Describe{assorter}, assorter.claim());
}

Json assertion_json(const ProvedAssertion& one) {
  Json json = {{"words", one.assertion.words},
               {"claim", claim_json(one.assertion.assorter)},
               {"bound", one.assertion.assorter.upper_bound().text()},
               {"assorter_margin", one.assorter_margin.text()},
               {"votes", nullptr}};
  if (one.votes) json["votes"] = {{"winner", one.votes->winner}, {"loser", one.votes->loser}};
  return json;
}

std::string_view reach_id(audit::ProofReach reach) {
  switch (reach) {
    case audit::ProofReach::Outcome: return "outcome";
    case audit::ProofReach::SomeWinners: return "some-winners";
    case audit::ProofReach::Nothing: return "nothing";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::string share_text(const base::Rational& share) {
  return fmt::format("{:.3f}%", 100.0 * share.approximate());
}

}  // namespace

std::string risk_limit_text(double risk_limit) { return fmt::format("{:g}%", 100.0 * risk_limit); }

std::string domain_words(const AssertedContest& asserted) {
  const audit::ContestDomain& domain = asserted.domain;
  std::string words = base::counted(domain.cards().value(), "card", "cards");
  const bool all = asserted.style == audit::StyleUse::AllCards;
  if (domain.without > election::CardCount(0)) {
    words += fmt::format(", {} of them {}", base::grouped(domain.without.value()),
                         all ? "without the contest" : "of pools and without the contest");
  }
  if (domain.phantoms > election::CardCount(0)) {
    words += ", " + base::counted(domain.phantoms.value(), "phantom", "phantoms") +
             " for cards that no record tells of";
  }
  return words;
}

Json assertions_json(const AssertedContest& asserted) {
  Json assertions = Json::array();
  for (const ProvedAssertion& one : asserted.assertions) assertions.push_back(assertion_json(one));
  Json choices = Json::array();
  for (const auto& choice : asserted.contest.choices) {
    choices.push_back({{"id", choice.id.text}, {"name", choice.name}});
  }
  const bool polling = asserted.design == MeasureDesign::Polling;
  Json json = {{"id", asserted.contest.id.text},
               {"name", asserted.contest.name},
               {"choices", std::move(choices)},
               {"rule", asserted.rule.id},
               {"rule_changed", asserted.rule.changed},
               {"outcome", asserted.outcome},
               {"design", polling ? "polling" : "comparison"},
               {"risk_limit", asserted.risk_limit},
               {"risk_function", asserted.risk_function},
               {"targeted", asserted.targeted},
               {"cards", asserted.domain.cards().value()},
               {"recorded", asserted.domain.recorded.value()},
               {"without", asserted.domain.without.value()},
               {"phantoms", asserted.domain.phantoms.value()},
               {"proves", reach_id(asserted.reach)},
               {"words", asserted.words},
               {"assertions", std::move(assertions)},
               {"closest", nullptr},
               {"cards_if_clean", nullptr}};
  if (!asserted.assertions.empty()) json["closest"] = asserted.closest;
  if (asserted.by_orders) json["by_orders"] = asserted.contest.choices[*asserted.by_orders].id.text;
  if (asserted.by_mismatches) {
    json["by_mismatches"] = {{"changes_needed", asserted.by_mismatches->changes_needed.value()},
                             {"source", asserted.by_mismatches->source}};
  }
  if (asserted.cards_if_clean) json["cards_if_clean"] = *asserted.cards_if_clean;
  return json;
}

std::string assertions_text(const AssertedContest& asserted, const Screen& screen) {
  std::string text = headline(asserted.contest.name, screen);
  const auto line = [&](std::string_view label, const std::string& words) {
    text += labelled(label, words, 12, screen);
  };
  line("Outcome", fmt::format("{}, by the rule {}", asserted.outcome, asserted.rule.id));
  line("Cards", domain_words(asserted));
  std::string proves(words_of(asserted.reach));
  if (!asserted.words.empty() && asserted.words != proves) proves += ": " + asserted.words;
  line("Proves", proves);
  if (asserted.by_orders) line("Risk limit", risk_limit_text(asserted.risk_limit));
  if (asserted.by_mismatches && asserted.cards_if_clean) {
    line("Sample", fmt::format("{} confirm it at a risk limit of {} if none differs",
                               base::counted(*asserted.cards_if_clean, "card", "cards"),
                               risk_limit_text(asserted.risk_limit)));
  }
  if (asserted.assertions.empty()) return text;
  Table table({{"Assertion", Align::Left, true},
               {"Margin", Align::Right},
               {"Lead", Align::Right},
               {"Bound", Align::Right}});
  for (const ProvedAssertion& one : asserted.assertions) {
    const std::string lead =
        one.votes ? base::grouped(one.votes->winner - one.votes->loser) : std::string("-");
    table.add({{one.assertion.words, Tone::Plain},
               {share_text(one.assorter_margin), Tone::Plain},
               {lead, Tone::Plain},
               {one.assertion.assorter.upper_bound().text(), Tone::Plain}});
  }
  text += table.text(screen, 2);
  if (asserted.cards_if_clean) {
    const bool phantoms = asserted.domain.phantoms > election::CardCount(0);
    line("Sample", fmt::format("{} confirm it at a risk limit of {} if none differs{}",
                               base::counted(*asserted.cards_if_clean, "card", "cards"),
                               risk_limit_text(asserted.risk_limit),
                               phantoms ? ", phantoms by their share among them" : ""));
  } else {
    line("Risk limit", risk_limit_text(asserted.risk_limit));
  }
  if (asserted.risk_function != audit::kDefaultRiskFunction) {
    line("Function", asserted.risk_function);
  }
  line("Closest", asserted.assertions[asserted.closest].assertion.words);
  if (!asserted.targeted) {
    line("Read", "only on cards that are drawn for other contests");
  }
  return text;
}

}  // namespace recanvass::report
