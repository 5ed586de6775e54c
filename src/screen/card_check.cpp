#include "screen/card_check.h"

#include "base/check.h"

#include <array>

namespace recanvass::screen {
namespace {

constexpr std::array kChecks = {
    CardCheck::NumberTwice,     CardCheck::NumberMissing,    CardCheck::OddContests,
    CardCheck::OddStyle,        CardCheck::MissingChoice,    CardCheck::RepeatedRun,
    CardCheck::SharedCards,     CardCheck::AlikeRun,         CardCheck::ResidualVotes,
    CardCheck::GroupBlanks,     CardCheck::Overvotes,        CardCheck::Adjudication,
    CardCheck::TabulatorChoice, CardCheck::BatchChoice,      CardCheck::GroupChoice,
    CardCheck::DriftAlongBatch, CardCheck::DriftOverBatches, CardCheck::ChoiceOrder};

AboutCheck about_numbers(CardCheck check) {
  if (check == CardCheck::NumberTwice) {
    return {"number-twice",
            "Numbers that come twice",
            "one ballot of a batch has a number; nothing is left to chance",
            {"batches of two days or two machines under one name",
             "numbers that begin again after a jam"},
            "whether two ballots or one lie behind the number"};
  }
  return {"number-missing",
          "Numbers that no card has",
          "cards of all tabulators lose their record equally often",
          {"cards taken out before the batch was accepted", "cards withheld for privacy",
           "an export of some files only"},
          "whether the batch holds more cards than records"};
}

AboutCheck about_styles(CardCheck check) {
  if (check == CardCheck::MissingChoice) {
    return {"missing-choice",
            "Choices without a vote on a tabulator",
            "a choice that has votes on other cards of the same styles has some here; nothing is "
            "left to chance",
            {"a choice that was put on the ballot late, or taken off it",
             "an export that leaves out a column"},
            "whether the choice is marked"};
  }
  if (check == CardCheck::OddContests) {
    return {"odd-contests",
            "Contests that do not belong to the style",
            "a style says which contests its cards carry; nothing is left to chance",
            {"ballots remade by hand", "ballots for federal offices only under a common style",
             "an export that leaves out what was not voted on"},
            "which style the card is"};
  }
  return {"odd-style",
          "Styles that the precinct does not use",
          "a precinct uses few styles; nothing is left to chance",
          {"a part of the precinct with few voters", "provisional ballots of voters who moved",
           "party ballots of a primary"},
          "which ballot the voter was given"};
}

AboutCheck about_repeats(CardCheck check) {
  switch (check) {
    case CardCheck::RepeatedRun:
      return {"repeated-run",
              "Runs of cards that come again",
              "cards are drawn one by one from those of their precinct, style and counting group; "
              "neighbours are alike as often as they are in these records",
              {"test ballots", "records copied from one export into another", "sorted records"},
              "whether the cards lie there twice"};
    case CardCheck::SharedCards:
      return {"shared-cards",
              "Batches that share rare cards",
              "cards that say the same are dealt by chance to the batches with cards of their "
              "precinct, style and counting group",
              {"batches of one home or barracks", "slates that a group votes for"},
              "whether the batches hold the same paper"};
    default:
      return {"alike-run",
              "Neighbours that say the same",
              "a card repeats its neighbour as often as neighbours are alike in these records, or "
              "else by the share of such cards in its style",
              {"batches sorted by hand", "ballots remade together",
               "homes where one person helps many", "test ballots"},
              "whether the marks are of different hands"};
  }
}

AboutCheck about_tabulators(CardCheck check) {
  switch (check) {
    case CardCheck::ResidualVotes:
      return {
          "residual-votes",
          "Blank and overvoted contests by tabulator",
          "blank contests are dealt by chance to cards of one style and counting group; "
          "tabulators vary as much as they and their batches are seen to",
          {"other voters at another place", "a tabulator that takes remade or unreadable ballots"},
          "whether the blank contests are marked"};
    case CardCheck::Overvotes:
      return {"overvotes",
              "Overvoted contests by tabulator",
              "overvotes are dealt by chance to cards of one style and counting group; tabulators "
              "vary as much as they and their batches are seen to",
              {"tabulators that warn of overvotes, and others that do not"},
              "how many choices are marked"};
    case CardCheck::Adjudication:
      return {"adjudication",
              "Cards that people changed, by tabulator",
              "such cards are dealt by chance to cards of one style and counting group; tabulators "
              "vary as much as they and their batches are seen to",
              {"tabulators that take damaged or write-in ballots",
               "settings of what is sent to people"},
              "whether the record says what the paper says"};
    case CardCheck::GroupBlanks:
      return {"group-blanks",
              "Blank contests by style and counting group",
              "blank contests are as common as the contest and the group of cards make them "
              "together; groups vary as much as they are seen to",
              {"a contest that one kind of voter passes over, as voters by mail do less",
               "a ballot on which a contest is easily missed",
               "styles with other contests of the same office"},
              "whether the blank contests are marked"};
    case CardCheck::BatchChoice:
      return {
          "batch-choice",
          "Votes for a choice by batch",
          "votes are dealt by chance to the cards of one tabulator, precinct, style and counting "
          "group; batches vary as much as they are seen to",
          {"batches sorted by hand or by day", "homes and campuses whose ballots came together"},
          "whether the records of the batch say what its paper says"};
    default:
      return {"tabulator-choice",
              "Votes for a choice by tabulator",
              "votes are dealt by chance to the cards of one precinct, style and counting group; "
              "tabulators vary as much as they and their batches are seen to",
              {"ballots that came early and late on different tabulators",
               "homes and campuses that vote in one place"},
              "whether the record says what the paper says"};
  }
}

AboutCheck about_groups() {
  return {"group-choice",
          "Votes for a choice by counting group",
          "of one precinct and style, the counting groups differ in their votes as they do in "
          "other places; places vary as much as they are seen to, by Student's law, though real "
          "places may have longer tails",
          {"a home, a campus or a campaign whose ballots came by mail",
           "voters of one party who were asked not to vote by mail, there more than elsewhere"},
          "whether the record says what the paper says"};
}

AboutCheck about_order(CardCheck check) {
  switch (check) {
    case CardCheck::DriftAlongBatch:
      return {"drift-along-batch",
              "Change along the cards of a batch",
              "any order of the cards of a batch is as likely",
              {"batches stacked by day or by kind", "sorted records"},
              "whether later cards of the batch are marked where the record is blank"};
    case CardCheck::DriftOverBatches:
      return {"drift-over-batches",
              "Change from batch to batch",
              "any order of the batches of a tabulator is as likely, given precinct and style",
              {"early and late ballots are of different voters: the usual cause"},
              "whether later batches are read as earlier ones"};
    default:
      return {"choice-order",
              "Votes that fit another order of the choices",
              "a unit's shares vary about those of all others as much as units are seen to",
              {"a place that votes otherwise than its neighbours"},
              "which position on the ballot each choice has"};
  }
}

AboutCheck make_about(CardCheck check) {
  switch (check) {
    case CardCheck::NumberTwice:
    case CardCheck::NumberMissing: return about_numbers(check);
    case CardCheck::OddContests:
    case CardCheck::OddStyle:
    case CardCheck::MissingChoice: return about_styles(check);
    case CardCheck::RepeatedRun:
    case CardCheck::SharedCards:
    case CardCheck::AlikeRun: return about_repeats(check);
    case CardCheck::ResidualVotes:
    case CardCheck::GroupBlanks:
    case CardCheck::Overvotes:
    case CardCheck::Adjudication:
    case CardCheck::TabulatorChoice:
    case CardCheck::BatchChoice: return about_tabulators(check);
    case CardCheck::GroupChoice: return about_groups();
    case CardCheck::DriftAlongBatch:
    case CardCheck::DriftOverBatches:
    case CardCheck::ChoiceOrder: return about_order(check);
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace

std::span<const CardCheck> all_card_checks() { return kChecks; }

AboutCheck about(CardCheck check) { return make_about(check); }

}  // namespace recanvass::screen
