#include "report/round_cards.h"

#include "report/qr.h"
#include "report/text_fit.h"

#include <fmt/format.h>

namespace recanvass::report {
namespace {

constexpr std::size_t kLabelsOnPage = 4;

// Empty: of a batch that is fetched as a whole.
std::string position_of(const RoundCard& card) {
  return card.position == 0 ? std::string() : std::to_string(card.position);
}

// What people call the card: its imprint, or its batch and place.
std::string name_of_card(const RoundCard& card) {
  if (card.position == 0) return card.batch;
  return card.imprint.empty() ? fmt::format("{}-{}", card.batch, card.position) : card.imprint;
}

std::string words_of_place(const RoundCard& card, Language language) {
  if (card.position == 0) {
    return fmt::format("{} {}", say(language, "retrieval.batch"), card.batch);
  }
  return say(language, "round.place",
             {{"batch", card.batch}, {"position", std::to_string(card.position)}});
}

void add_round_container(PaperBody& body, const RoundCards& cards, const RoundContainer& container,
                         Language language) {
  if (!body.blocks().empty()) body.page_break();
  body.section(say(language, "retrieval.container", {{"container", container.id}}));
  body.facts({{say(language, "retrieval.county"), container.county},
              {say(language, "round.round"), std::to_string(cards.round)},
              {say(language, "retrieval.seal_out"), ""},
              {say(language, "retrieval.seal_in"), ""}});
  PaperTable table;
  table.caption = say(language, "round.cards");
  table.columns = {{say(language, "round.card")},
                   {say(language, "retrieval.batch")},
                   {say(language, "round.position"), ColumnKind::Number},
                   {say(language, "round.number"), ColumnKind::Number},
                   {say(language, "retrieval.pulled"), ColumnKind::Write},
                   {say(language, "retrieval.returned"), ColumnKind::Write}};
  for (const RoundCard& card : container.cards) {
    table.rows.push_back({name_of_card(card), card.batch, position_of(card),
                          fmt::format("{} {}", card.list, card.number), "", ""});
  }
  body.table(table);
  body.paragraph(say(language, "round.not_found"));
  body.signatures({say(language, "retrieval.keeper"), say(language, "paper.witness")});
}

// Labels and placards differ in what they say they are.
PaperDocument tags_of_cards(const RoundCards& cards, const PaperStyle& style,
                            const std::string& name, const std::string& title,
                            const std::string& kind) {
  const Language language = style.language;
  CsvTable table{"cards", {"list", "card", "imprint", "container", "batch", "position"}, {}};
  base::Json pages = base::Json::array();
  for (const RoundContainer& container : cards.containers) {
    for (const RoundCard& card : container.cards) {
      if (table.rows.size() % kLabelsOnPage == 0) pages.push_back({{"tags", base::Json::array()}});
      const std::string code = fmt::format("{} {}", card.list, card.number);
      const std::string where = say(language, "retrieval.container", {{"container", container.id}});
      table.rows.push_back({card.list, std::to_string(card.number), card.imprint, container.id,
                            card.batch, position_of(card)});
      pages.back()["tags"].push_back(
          {{"kind", kind},
           {"id", fitted(name_of_card(card), 13, 3)},
           {"first_line", fitted(words_of_place(card, language), 24, 2)},
           {"second_line", fitted(where, 24, 2)},
           {"operation", fitted(cards.heading.operation, 40, 2)},
           {"code", qr_svg(code, fmt::format("qr-{}", table.rows.size()), code)}});
    }
  }
  const std::string markup = fill_paper_template(
      "container_tags.mustache",
      {{"pages", std::move(pages)}, {"training", cards.heading.copy == CopyKind::Training}}, style);
  return {name, render_sheets(title, markup, cards.heading, style), {std::move(table)}};
}

}  // namespace

PaperDocument card_list(const RoundCards& cards, const PaperStyle& style) {
  PaperBody body;
  CsvTable table{"cards",
                 {"container", "county", "batch", "position", "imprint", "list", "card", "draws"},
                 {}};
  for (const RoundContainer& container : cards.containers) {
    add_round_container(body, cards, container, style.language);
    for (const RoundCard& card : container.cards) {
      table.rows.push_back({container.id, container.county, card.batch, position_of(card),
                            card.imprint, card.list, std::to_string(card.number),
                            std::to_string(card.draws)});
    }
  }
  return {"card-list",
          render_paper(say(style.language, "round.title"), cards.place, body,
                       source_words(style.language, cards.heading), cards.heading, style),
          {std::move(table)}};
}

PaperDocument card_labels(const RoundCards& cards, const PaperStyle& style) {
  return tags_of_cards(cards, style, "card-labels", say(style.language, "round.labels_title"),
                       say(style.language, "round.label"));
}

PaperDocument card_placards(const RoundCards& cards, const PaperStyle& style) {
  return tags_of_cards(cards, style, "card-placards", say(style.language, "round.placards_title"),
                       say(style.language, "round.placard"));
}

}  // namespace recanvass::report
