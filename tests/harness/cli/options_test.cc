#include "harness/cli/options.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace attune {
namespace {

Result<Command> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "attune");
  return parse_command(static_cast<int>(words.size()), words.data(),
                       [] { return std::string("attune 1.2.3"); });
}

template <class Options>
Options parsed(std::vector<const char*> words) {
  const Result<Command> command = parse(std::move(words));
  EXPECT_TRUE(command) << command.error().what;
  if (!command) return {};
  const auto* options = std::get_if<Options>(&*command);
  EXPECT_NE(options, nullptr);
  return options == nullptr ? Options{} : *options;
}

std::string fault_in(std::vector<const char*> words) {
  const Result<Command> command = parse(std::move(words));
  if (command) return "no fault";
  EXPECT_EQ(command.error().remedy, Remedy::FixInput);
  return command.error().what;
}

// Sets a variable for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const char* text) : name_(name) { setenv(name, text, 1); }

  ~Variable() { unsetenv(name_); }

  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

TEST(Options, OfRunAreReadIntoItsStruct) {
  const auto run = parsed<RunOptions>({"run",
                                       "--pack",
                                       "intensity",
                                       "roleplay",
                                       "--subject=a/b",
                                       "--judge",
                                       "j/k",
                                       "--repeat",
                                       "3",
                                       "--limit",
                                       "5",
                                       "--release",
                                       "may",
                                       "--seed",
                                       "18446744073709551615",
                                       "-j",
                                       "8",
                                       "--budget",
                                       "1.5",
                                       "--temperature",
                                       "0",
                                       "--max-tokens",
                                       "9",
                                       "--max-retries",
                                       "0",
                                       "--format",
                                       "json",
                                       "--db",
                                       "x.db",
                                       "-c",
                                       "y.toml",
                                       "--dry-run",
                                       "--compat",
                                       "--revise"});
  EXPECT_EQ(run.packs, (std::vector<std::string>{"intensity", "roleplay"}));
  EXPECT_EQ(run.subjects, std::vector<std::string>{"a/b"});
  EXPECT_EQ(run.judges, std::vector<std::string>{"j/k"});
  EXPECT_EQ(run.repeat, 3);
  EXPECT_EQ(run.limit, 5U);
  EXPECT_EQ(run.release, "may");
  EXPECT_EQ(run.seed, 18446744073709551615U);
  EXPECT_EQ(run.jobs, 8);
  EXPECT_EQ(run.budget_usd, 1.5);
  EXPECT_EQ(run.temperature, 0.0);
  EXPECT_EQ(run.max_tokens, 9);
  EXPECT_EQ(run.max_retries, 0);
  EXPECT_EQ(run.format + run.world.db + run.world.settings, "jsonx.dby.toml");
  EXPECT_TRUE(run.dry_run && run.compat && run.revise);
}

TEST(Options, KeepAnAbsentNumberApartFromZero) {
  const auto run = parsed<RunOptions>({"run", "--pack", "p", "--subject", "a/b"});
  EXPECT_EQ(run.temperature, std::nullopt);
  EXPECT_EQ(run.limit, std::nullopt);
  EXPECT_EQ(run.budget_usd, std::nullopt);
}

TEST(Options, OfEveryCommandAreOfItsOwnKind) {
  EXPECT_EQ(parsed<ResumeOptions>({"resume", "ab12"}).run, "ab12");
  EXPECT_EQ(parsed<JudgeOptions>({"judge", "--judge", "j/k"}).resume.judges.front(), "j/k");
  EXPECT_EQ(parsed<LeaderboardOptions>({"leaderboard", "--pack", "p"}).pack, "p");
  EXPECT_TRUE(parsed<ShowOptions>({"show", "ab", "s@a/b#1", "--judge-view"}).judge_view);
  EXPECT_EQ(parsed<ListOptions>({"list", "packs"}).what, "packs");
  EXPECT_EQ(parsed<ExportOptions>({"export", "calls", "--run", "ab"}).run, "ab");
  EXPECT_EQ(parsed<ExportOptions>({"export", "calls", "--out", "f.gz"}).out, "f.gz");
  EXPECT_EQ(parsed<ImportOptions>({"import", "eqbench-v2", "--questions", "q", "f", "g"}).files,
            (std::vector<std::string>{"f", "g"}));
  EXPECT_EQ(parsed<LintOptions>({"lint", "p"}).pack, "p");
  EXPECT_EQ(parsed<GenerateOptions>({"generate", "personas", "--count", "5"}).split, "train");
  EXPECT_EQ(parsed<StubCommandOptions>({"stub", "--port", "0"}).port, 0);
  EXPECT_EQ(parsed<DemoOptions>({"demo", "--out", "o"}).out, "o");
}

TEST(Options, OfImportedVotesAreReadIntoTheirStruct) {
  const auto votes = parsed<ImportOptions>({"import", "votes", "--pack", "mine", "--only",
                                            "language=English", "f.csv", "--only", "code=true",
                                            "--clean", "arena", "--drop-outliers", "--judge", "j"});
  EXPECT_EQ(votes.files, (std::vector<std::string>{"f.csv"}));
  EXPECT_EQ(votes.only, (std::vector<std::string>{"language=English", "code=true"}));
  EXPECT_EQ(votes.pack + "/" + votes.clean + "/" + votes.judge, "mine/arena/j");
  EXPECT_TRUE(votes.drop_outliers);
  EXPECT_EQ(parsed<ImportOptions>({"import", "votes", "f"}).clean, "none");
}

TEST(Options, OfGenerateAreReadIntoTheirStruct) {
  const auto generate = parsed<GenerateOptions>(
      {"generate", "personas", "--count", "5", "--seed", "9", "--split", "test", "--out", "x"});
  EXPECT_EQ(generate.what + "/" + generate.split + "/" + generate.out, "personas/test/x");
  EXPECT_EQ(generate.count, 5U);
  EXPECT_EQ(generate.seed, 9U);
  EXPECT_NE(fault_in({"generate", "personas"}).find("--count is required"), std::string::npos);
  EXPECT_NE(fault_in({"generate", "personas", "--count", "0"}), "no fault");
}

TEST(Options, OfferTheNearestFlagOfTheCommand) {
  EXPECT_EQ(fault_in({"run", "--pack", "p", "--subjct", "a/b"}),
            "no '--subjct'; did you mean '--subject'?");
  EXPECT_EQ(fault_in({"run", "--pack", "p", "--subject", "a/b", "--repaet=3"}),
            "no '--repaet'; did you mean '--repeat'?");
}

TEST(Options, OfferTheNearestCommand) {
  EXPECT_EQ(fault_in({"leaderbord"}), "no 'leaderbord'; did you mean 'leaderboard'?");
}

TEST(Options, SendToTheHelpOfTheCommandWhereNothingIsNear) {
  const std::string fault = fault_in({"run", "--pack", "p", "--subject", "a/b", "--zzzzzz"});
  EXPECT_NE(fault.find("--zzzzzz"), std::string::npos) << fault;
  EXPECT_NE(fault.find("see 'attune run --help'"), std::string::npos) << fault;
}

TEST(Options, NameARequiredOneThatIsMissing) {
  EXPECT_NE(fault_in({"run", "--pack", "p"}).find("--subject is required"), std::string::npos);
  EXPECT_NE(fault_in({"run", "--subject", "a/b"}).find("--pack is required"), std::string::npos);
  EXPECT_NE(fault_in({"judge", "ab"}).find("--judge is required"), std::string::npos);
  EXPECT_NE(fault_in({"lint"}).find("PACK is required"), std::string::npos);
}

TEST(Options, CheckTheRangesOfNumbers) {
  for (const char* bad : {"--repeat=0", "--jobs=0", "--jobs=16385", "--budget=-1",
                          "--max-retries=101", "--limit=-1", "--limit=0", "--temperature=hot"}) {
    EXPECT_NE(fault_in({"run", "--pack", "p", "--subject", "a/b", bad}), "no fault") << bad;
  }
}

TEST(Options, TakeNoNumberThatIsNotFinite) {
  for (const char* bad : {"--budget=nan", "--budget=inf", "--temperature=nan", "--max-tokens=0"})
    EXPECT_NE(fault_in({"run", "--pack", "p", "--subject", "a/b", bad}), "no fault") << bad;
  EXPECT_NE(fault_in({"compare", "a/b", "c/d", "--level", "nan"}), "no fault");
  EXPECT_NE(fault_in({"compare", "a/b", "c/d", "--equivalence", "nan"}), "no fault");
  for (const char* bad : {"--latency-spread=inf", "--judge-noise=nan", "--judge-bias=nan"})
    EXPECT_NE(fault_in({"stub", bad}), "no fault") << bad;
}

TEST(Options, AreTakenFromTheEnvironmentToo) {
  const Variable tokens("ATTUNE_MAX_TOKENS", "77");
  const Variable database("ATTUNE_DB", "env.db");
  const auto run = parsed<RunOptions>({"run", "--pack", "p", "--subject", "a/b"});
  EXPECT_EQ(run.max_tokens, 77);
  EXPECT_EQ(run.world.db, "env.db");
}

TEST(Options, OnTheCommandLineGoBeforeTheEnvironment) {
  const Variable jobs("ATTUNE_JOBS", "2");
  EXPECT_EQ(parsed<ResumeOptions>({"resume", "--jobs", "5"}).jobs, 5);
}

TEST(Options, OfTheEnvironmentAreCheckedToo) {
  const Variable jobs("ATTUNE_JOBS", "none");
  EXPECT_NE(fault_in({"resume"}), "no fault");
}

TEST(Options, OfDoctorNeedNoSubjectAndBoundTheContext) {
  EXPECT_EQ(parsed<DoctorOptions>({"doctor"}).subject, "");
  const auto doctor = parsed<DoctorOptions>({"doctor", "a/b", "--max-context", "4096"});
  EXPECT_EQ(doctor.subject, "a/b");
  EXPECT_EQ(doctor.max_context, 4096);
  EXPECT_NE(fault_in({"doctor", "a/b", "--max-context", "0"}), "no fault");
}

TEST(Options, WithoutACommandGiveTheHelp) {
  const std::string help = parsed<PrintText>({}).text;
  for (const char* word : {"run", "leaderboard", "demo", "Exit codes:"}) {
    EXPECT_NE(help.find(word), std::string::npos) << word;
  }
}

TEST(Options, GiveTheHelpOfTheCommandThatIsNamed) {
  const std::string help = parsed<PrintText>({"run", "--help"}).text;
  EXPECT_NE(help.find("--max-retries"), std::string::npos);
  EXPECT_NE(help.find("ATTUNE_BUDGET"), std::string::npos);
}

TEST(Options, GiveTheVersionToPrint) {
  EXPECT_EQ(parsed<PrintText>({"--version"}).text, "attune 1.2.3\n");
}

}  // namespace
}  // namespace attune
