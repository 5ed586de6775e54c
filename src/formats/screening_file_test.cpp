#include "formats/screening_file.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const std::string kLevel = R"(
schema = "recanvass.screening/1"
title = "A town"
[[level]]
id = "ward"
words = "wards"
  [[level.source]]
  id = "now"
  file = "now.csv"
  unit = ["county", "ward"]
  where = { stage = ["original"] }
  [[level.measure]]
  id = "votes"
  sum = ["now.total"]
  [[level.measure]]
  id = "rejected"
  sum = ["now.rejected"]
  [[level.label]]
  id = "machine"
  column = "now.machine"
)";

const std::string kQuestion = R"(
[[question]]
id = "rejected"
title = "Rejected ballots"
level = "ward"
innocent = ["late post"]
  [question.funnel]
  events = "rejected"
  trials = "votes"
)";

std::vector<std::string> screening_causes(const std::string& text) {
  const auto file = parse_screening(text, "screening.toml");
  std::vector<std::string> found;
  if (!file) {
    for (const auto& problem : file.problems()) found.push_back(problem.cause);
  }
  return found;
}

TEST(ScreeningFile, ALevelAndAQuestionAreReadAsWritten) {
  const auto file = parse_screening(kLevel + kQuestion, "screening.toml");
  ASSERT_TRUE(file.ok()) << base::sentences(file.problems());
  ASSERT_EQ(file->levels.size(), 1u);
  EXPECT_EQ(file->levels[0].sources[0].where[0].second, std::vector<std::string>{"original"});
  EXPECT_EQ(file->levels[0].measures[1].of, std::vector<std::string>{"now.rejected"});
  EXPECT_EQ(file->levels[0].labels[0].column, "now.machine");
  ASSERT_EQ(file->questions.size(), 1u);
  EXPECT_EQ(file->questions[0].family, "rejected");  // its own where none is named
  EXPECT_EQ(std::get<screen::FunnelAsk>(file->questions[0].ask).trials, "votes");
  EXPECT_EQ(file->seed, 1u);
}

TEST(ScreeningFile, ACurveHoldsItsControlsAndEveryWeightBesideNone) {
  const auto file = parse_screening(kLevel + R"(
[[question]]
id = "machines"
title = "Machines"
level = "ward"
  [question.curve]
  property = "rejected"
  outcomes = ["votes"]
  votes = "votes"
  concerned = 0
  said_coefficient = "-0.05"
  weights = ["votes"]
  controls = [ { words = "nothing" }, { words = "size", hold = ["votes"], within_groups = true } ]
)",
                                    "screening.toml");
  ASSERT_TRUE(file.ok()) << base::sentences(file.problems());
  const auto& ask = std::get<screen::CurveAsk>(file->questions[0].ask);
  EXPECT_EQ(ask.question.weights, (std::vector<std::string>{"", "votes"}));
  ASSERT_EQ(ask.question.controls.size(), 2u);
  EXPECT_TRUE(ask.question.controls[1].group_effects);
  EXPECT_EQ(ask.said, -0.05);
  EXPECT_EQ(ask.concerned, 0);
}

TEST(ScreeningFile, RowsThatAreLeftOutHaveOneRuleEach) {
  const auto with = [](const std::string& rule) {
    std::string text = kLevel + kQuestion;
    text.insert(text.find("  [[level.measure]]"),
                "    [[level.source.leave_out]]\n    words = \"why\"\n    " + rule + "\n");
    return text;
  };
  using Causes = std::vector<std::string>;
  const auto file = parse_screening(with("column = \"counted\"\nof = \"issued\"\nbelow = "
                                         "\"0.5\"\nfrom = 10\ntold = \"total\""),
                                    "screening.toml");
  ASSERT_TRUE(file.ok()) << base::sentences(file.problems());
  const RowRule& rule = file->levels[0].sources[0].leave_out.at(0);
  EXPECT_EQ(rule.below, 0.5);
  EXPECT_FALSE(rule.above.has_value());
  EXPECT_EQ(rule.from, 10);
  EXPECT_EQ(rule.told_words, "total");
  EXPECT_EQ(screening_causes(with("empty = [\"total\"]")), Causes{});
  EXPECT_EQ(screening_causes(with("told = \"total\"")), Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("column = \"a\"\nof = \"b\"")), Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("empty = [\"a\"]\ncolumn = \"a\"\nof = \"b\"\nabove = \"1\"")),
            Causes{"screening.kind"});
}

TEST(ScreeningFile, PairsOfAFormARiseFilledInAndASetWithItsOwnPropertyAreRead) {
  const auto with = [](const std::string& ask) {
    return kLevel + "[[question]]\nid = \"q\"\ntitle = \"t\"\nlevel = \"ward\"\n" + ask + "\n";
  };
  const auto within = parse_screening(
      with("[question.within]\npair = [ { words = \"w\", part = \"rejected\", whole = \"votes\", "
           "least = \"0.5\", from = 10 } ]"),
      "screening.toml");
  ASSERT_TRUE(within.ok()) << base::sentences(within.problems());
  const auto& pair = std::get<screen::WithinAsk>(within->questions[0].ask).pairs.at(0);
  EXPECT_EQ(pair.part, "rejected");
  EXPECT_EQ(pair.least, 0.5);
  EXPECT_EQ(pair.from, 10);
  EXPECT_EQ(screening_causes(with("[question.within]\npair = []")),
            std::vector<std::string>{"screening.kind"});
  const auto rise = parse_screening(
      with("[question.rise]\nwords = \"w\"\nbefore = \"votes\"\nafter = \"votes\"\n"
           "beside = [ { words = \"b\", before = \"votes\", after = \"rejected\" } ]\n"
           "fill = { words = \"f\", before = \"votes\", after = \"votes\", below = \"0.2\" }"),
      "screening.toml");
  ASSERT_TRUE(rise.ok()) << base::sentences(rise.problems());
  const auto& ask = std::get<screen::RiseAsk>(rise->questions[0].ask);
  EXPECT_EQ(ask.fill->below, 0.2);
  EXPECT_EQ(ask.beside.at(0).after, "rejected");
  const auto curve = parse_screening(
      with("[question.curve]\nproperty = \"votes\"\noutcomes = [\"votes\"]\nvotes = \"votes\"\n"
           "controls = [ { words = \"nothing\" }, { words = \"x\", property = \"rejected\" } ]"),
      "screening.toml");
  ASSERT_TRUE(curve.ok()) << base::sentences(curve.problems());
  EXPECT_EQ(std::get<screen::CurveAsk>(curve->questions[0].ask).question.controls[1].property,
            "rejected");
}

TEST(ScreeningFile, AnAuthorCannotAccuseInTheProgramsNameButMayQuote) {
  const auto with = [](const std::string& lines) {
    return screening_causes(kLevel + "[[question]]\nid = \"q\"\nlevel = \"ward\"\n" + lines +
                            "[question.digits]\nof = [\"votes\"]\n");
  };
  using Causes = std::vector<std::string>;
  // tidy: neutral-voice a title that is refused
  EXPECT_EQ(with("title = \"Votes stolen\"\ninnocent = [\"fraud\"]\npaper = \"rigged\"\n"),
            (Causes{"screening.accusing", "screening.accusing", "screening.accusing"}));
  // tidy: neutral-voice a quotation
  EXPECT_EQ(with("title = \"Votes\"\nsaid = \"It was fraud.\"\n"), Causes{});
}

// Every text that the page shows as the program's own, not only a question's title.
TEST(ScreeningFile, NoTextOfThePagesOwnAccuses) {
  const std::string head = "schema = \"recanvass.screening/1\"\n";
  const auto level = [](const std::string& words) {
    return "[[level]]\nid = \"ward\"\n" + words +
           "[[level.source]]\nid = \"a\"\nfile = \"a.csv\"\nunit = [\"ward\"]\n";
  };
  // tidy: neutral-voice words that are refused
  for (const std::string& text :
       {head + "title = \"Rigged and stolen\"\n" + level("words = \"wards\"\n"),
        head + "title = \"t\"\n" + level("words = \"fraudulent wards\"\n"),
        head + "title = \"t\"\n" + level("words = \"wards\"\ngroup_words = \"hacked\"\n"),
        head + "title = \"t\"\n" + level("words = \"wards\"\n") +
            "[[level.measure]]\nid = \"m\"\nwords = \"stolen votes\"\nsum = [\"a.b\"]\n",
        head + "title = \"t\"\n" + level("words = \"wards\"\n") +
            "[[level.label]]\nid = \"l\"\ncolumn = \"a.b\"\notherwise = \"rigged\"\n",
        head + "title = \"t\"\n" + level("words = \"wards\"\n") +
            "[[level.source.leave_out]]\nwords = \"stolen\"\nempty = [\"x\"]\n",
        head + "title = \"t\"\n" + level("words = \"wards\"\n") +
            "[[level.source.leave_out]]\nwords = \"w\"\nempty = [\"x\"]\ntold = \"x\"\n"
            "told_words = \"rigged ballots\"\n"}) {
    EXPECT_EQ(screening_causes(text), std::vector<std::string>{"screening.accusing"}) << text;
  }
}

TEST(ScreeningFile, ModesOfVotingAreReadWithTheirPlacebosAndNeedTwo) {
  const auto with = [](const std::string& ask) {
    return kLevel + "[[question]]\nid = \"q\"\ntitle = \"t\"\nlevel = \"ward\"\n" +
           "[question.modes]\n" + ask + "\n";
  };
  const std::string mode = "{ words = \"by mail\", events = \"rejected\", trials = \"votes\" }";
  const std::string earlier =
      "{ words = \"early\", events = \"rejected\", trials = \"votes\", events_before = "
      "\"rejected\", trials_before = \"votes\" }";
  const auto file = parse_screening(
      with("hold = [\"votes\"]\nwithin_groups = true\nmode = [" + mode + ", " + earlier + "]\n" +
           "[[question.modes.placebo]]\nwords = \"2012\"\nmode = [" + mode + ", " + mode + "]"),
      "screening.toml");
  ASSERT_TRUE(file.ok()) << base::sentences(file.problems());
  const auto& ask = std::get<screen::ModesAsk>(file->questions[0].ask);
  ASSERT_EQ(ask.modes.size(), 2u);
  EXPECT_EQ(ask.modes[0].words, "by mail");
  EXPECT_EQ(ask.modes[1].trials_before, "votes");
  EXPECT_TRUE(ask.within_groups);
  EXPECT_EQ(ask.placebos.at(0).words, "2012");
  using Causes = std::vector<std::string>;
  EXPECT_EQ(screening_causes(with("mode = [" + mode + "]")), Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("mode = [" + mode + ", " + mode + "]\n" +
                                  "[[question.modes.placebo]]\nwords = \"2012\"\nmode = [" + mode +
                                  ", " + mode + ", " + mode + "]")),
            Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("mode = [" + mode +
                                  ", { words = \"w\", events = \"rejected\", "
                                  "trials = \"votes\", events_before = \"votes\" }]")),
            Causes{"screening.kind"});
}

TEST(ScreeningFile, QuestionsOfShapeAreReadAndWhatTheyNeedIsAskedFor) {
  const auto with = [](const std::string& ask) {
    return kLevel + "[[question]]\nid = \"q\"\ntitle = \"t\"\nlevel = \"ward\"\n" + ask + "\n";
  };
  using Causes = std::vector<std::string>;
  const auto file = parse_screening(with("[question.digit_claim]\ndigit = 2\nof = [\"votes\"]\n"
                                         "all = \"votes\"\ncorrelation = \"0.002\""),
                                    "screening.toml");
  ASSERT_TRUE(file.ok()) << base::sentences(file.problems());
  EXPECT_EQ(std::get<screen::DigitClaimAsk>(file->questions[0].ask).within, 0.002);
  EXPECT_EQ(screening_causes(with("[question.digit_claim]\ndigit = 1\nof = [\"votes\"]")),
            Causes{});
  EXPECT_EQ(screening_causes(with("[question.digit_claim]\nof = [\"votes\"]")).size(), 1u);
  EXPECT_EQ(screening_causes(with("[question.digit_claim]\nof = [\"votes\"]\nall = \"votes\"\n"
                                  "correlation = \"1\"")),
            Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("[question.outliers]\nchoices = [\"votes\"]")),
            Causes{"screening.kind"});
  EXPECT_EQ(screening_causes(with("[question.outliers]\nchoices = [\"votes\", \"rejected\"]")),
            Causes{});
  EXPECT_EQ(screening_causes(with("[question.spikes]\nvotes = \"rejected\"\nall = \"vote\"")),
            Causes{"screening.unknown"});
  EXPECT_EQ(screening_causes(with("[question.fingerprint]\nvotes = \"rejected\"\n"
                                  "all = \"votes\"\neligible = \"votes\"")),
            Causes{});
}

TEST(ScreeningFile, NamesThatAreNotThereAreToldWithTheNearest) {
  std::string text = kLevel + kQuestion;
  text.replace(text.find("trials = \"votes\""), 16, "trials = \"vote\"");
  const auto file = parse_screening(text, "screening.toml");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.problems()[0].cause, "screening.unknown");
  EXPECT_NE(file.problems()[0].mend.find("votes"), std::string::npos);
  EXPECT_GT(file.problems()[0].place.row, 0);
}

TEST(ScreeningFile, EveryProblemIsToldAtOnce) {
  using Causes = std::vector<std::string>;
  EXPECT_EQ(screening_causes(kLevel + R"(
[[question]]
id = "a"
title = "two kinds"
level = "ward"
  [question.funnel]
  events = "rejected"
  trials = "votes"
  [question.digits]
  of = ["votes", "nothing"]
[[question]]
id = "b"
title = "no kind"
level = "wards"
)"),
            (Causes{"screening.kind", "screening.unknown", "screening.kind", "screening.unknown"}));
  EXPECT_EQ(screening_causes("schema = \"recanvass.screening/2\"\ntitle = \"x\"\n"),
            Causes{"screening.schema"});
}

TEST(ScreeningFile, AMeasureIsOneOfItsKindsWithWhatThatKindNeeds) {
  const auto with = [](const std::string& measure) {
    return screening_causes(kLevel + "  [[level.measure]]\n  id = \"m\"\n  " + measure + "\n");
  };
  using Causes = std::vector<std::string>;
  EXPECT_EQ(with("difference = [\"votes\", \"rejected\"]"), Causes{});
  EXPECT_EQ(with("difference = [\"votes\"]"), Causes{"screening.kind"});
  EXPECT_EQ(with("share = [\"votes\"]"), Causes{"screening.kind"});
  EXPECT_EQ(with("sum = [\"votes\"]\n  log10 = [\"votes\"]"), Causes{"screening.kind"});
  EXPECT_EQ(with("sum = [\"elsewhere.total\"]"), Causes{"screening.unknown"});
  EXPECT_EQ(with("present = [\"then\"]"), Causes{"screening.unknown"});
  EXPECT_EQ(with("weight = 3").size(), 2u);  // no kind, and a key that nobody knows
}

}  // namespace
}  // namespace recanvass::formats
