#include "harness/cli/options.h"

#include <cmath>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "harness/plan/settings.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Every flag can also be set as ATTUNE_<FLAG>.
CLI::Option* with_env(CLI::Option* option) {
  std::string name = "ATTUNE_";
  for (const char letter : option->get_lnames().front()) {
    name +=
        letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return option->envname(name);
}

// CLI11's ranges let "nan" pass, and no comparison with it would ever hold: a budget of nan is
// none.
std::string check_finite(const std::string& text) {
  double value = 0;
  const bool finite = CLI::detail::lexical_cast(text, value) && std::isfinite(value);
  return finite ? std::string() : text + " is no finite number";
}

class Parser {
 public:
  explicit Parser(std::function<std::string()> version) {
    app_.set_version_flag("--version", std::move(version));
    app_.require_subcommand(0, 1);
    app_.footer(
        "Start here:  attune demo        the whole chain, offline, in seconds\n"
        "             attune run --pack intensity --subject openai/gpt-4o\n"
        "Exit codes:  0 done · 1 incomplete · 2 bad input · 3 stopped by budget or quota · 100 a "
        "gate was crossed · 130 interrupted");
    add_run();
    add_resume();
    add_judge();
    add_duel();
    add_leaderboard();
    add_compare();
    add_drift();
    add_watch();
    add_report();
    add_ratings();
    add_audit();
    add_show();
    add_list();
    add_export();
    add_import();
    add_lint();
    add_generate();
    add_doctor();
    add_stub();
    add_demo();
  }

  Result<Command> parse(int argc, const char* const* argv) {
    try {  // CLI11 reports by exception, help and version included
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return explain(error, argc, argv);
    }
    if (chosen_) return chosen_();
    return Command(PrintText{app_.help()});
  }

 private:
  Result<Command> explain(const CLI::ParseError& error, int argc, const char* const* argv) {
    if (error.get_exit_code() == 0) {
      std::ostringstream text;
      std::ostringstream nothing;
      app_.exit(error, text, nothing);
      return Command(PrintText{text.str()});
    }
    std::vector<std::string> known;
    const CLI::App* at = &app_;
    for (const CLI::App* sub : app_.get_subcommands()) at = sub;
    for (const CLI::App* sub : at->get_subcommands({})) known.push_back(sub->get_name());
    for (const CLI::Option* option : at->get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
    for (int i = 1; i < argc; ++i) {
      const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
      const bool is_known = std::ranges::find(known, word) != known.end() || word == at->get_name();
      // Only a flag, or a word that the error is about, can be a slip: the rest are values.
      const bool suspect =
          word.starts_with("--") || std::string(error.what()).find(word) != std::string::npos;
      const std::string near = nearest(word, known);
      if (!is_known && suspect && !near.empty())
        return fix_input(fmt::format("no '{}'; did you mean '{}'?", word, near));
    }
    return fix_input(fmt::format("{}; see 'attune {}--help'", error.what(),
                                 at == &app_ ? "" : at->get_name() + " "));
  }

  template <class Options>
  CLI::App* command(const char* name, const char* what, Options& options) {
    CLI::App* sub = app_.add_subcommand(name, what);
    sub->callback([this, &options] { chosen_ = [&options] { return Command(options); }; });
    return sub;
  }

  static void add_world(CLI::App* sub, WorldOptions& world) {
    with_env(sub->add_option(
        "--db", world.db,
        "the database (default: attune.db beside attune.toml, else the state folder)"));
    with_env(
        sub->add_option("-c,--config", world.settings, "the settings file (default: attune.toml)"));
    with_env(sub->add_flag("--allow-insecure", world.insecure,
                           "take http:// addresses of other machines: keys go unencrypted"));
  }

  static void add_format(CLI::App* sub, std::string& format) {
    with_env(sub->add_option("--format", format, "table, markdown, csv, json or latex")
                 ->capture_default_str());
  }

  template <class Options>
  static void add_pace(CLI::App* sub, Options& options) {
    with_env(sub->add_option("-j,--jobs", options.jobs, "calls in flight at most, per endpoint")
                 ->check(CLI::Range(1, kMostLanes)));
    with_env(sub->add_option("--budget", options.budget_usd, "stop before this many USD are spent")
                 ->check(CLI::NonNegativeNumber)
                 ->check(check_finite));
  }

  static void add_replay(CLI::App* sub, std::string& replay) {
    sub->add_option("--replay", replay,
                    "take every answer from this database of an earlier run: offline, at no cost");
  }

  void add_run() {
    CLI::App* sub = command("run", "play packs with subjects and mark the replies", run_);
    add_world(sub, run_.world);
    sub->add_option(
           "--pack", run_.packs,
           "a shipped pack, a folder, or KIND:PATH of a published benchmark (attune list packs)")
        ->required();
    sub->add_option("--subject", run_.subjects, "provider/model, several allowed")->required();
    sub->add_option("--judge", run_.judges, "provider/model that marks what needs a judge");
    with_env(sub->add_option("--user", run_.user,
                             "provider/model that plays the simulated users of a pack"));
    with_env(sub->add_option("--repeat", run_.repeat, "samples of each scenario")
                 ->check(CLI::Range(1, 1000))
                 ->capture_default_str());
    with_env(sub->add_option("--limit", run_.limit, "only the first N scenarios of each pack")
                 ->check(CLI::PositiveNumber));
    with_env(
        sub->add_option("--release", run_.release, "a label for this release of the subjects"));
    with_env(sub->add_option("--seed", run_.seed, "for order, jitter and intervals")
                 ->capture_default_str());
    with_env(sub->add_option("--temperature", run_.temperature,
                             "for the subjects, over pack and settings")
                 ->check(check_finite));
    with_env(
        sub->add_option("--max-tokens", run_.max_tokens, "for the subjects, over pack and settings")
            ->check(CLI::Range(1, 1'000'000)));
    with_env(sub->add_option("--max-retries", run_.max_retries, "further tries of a call")
                 ->check(CLI::Range(0, 100))
                 ->capture_default_str());
    add_pace(sub, run_);
    add_format(sub, run_.format);
    sub->add_flag("--dry-run", run_.dry_run, "say what would be done, and what it may cost");
    sub->add_flag("--compat", run_.compat, "follow the reference benchmark to the letter");
    sub->add_flag("--revise", run_.revise, "EQ-Bench v2: ask for critique and revision too");
    sub->add_flag("--upstream-order", run_.upstream_order,
                  "choices: options in the author's order, not shuffled");
    with_env(sub->add_option("--anchors", run_.anchors,
                             "stored samples per pack that the judges mark again, so that drift "
                             "can tell them from the subjects; 0: none")
                 ->check(CLI::Range(0, 100000))
                 ->capture_default_str());
    add_replay(sub, run_.replay);
  }

  static void add_resume_options(CLI::App* sub, ResumeOptions& options) {
    add_world(sub, options.world);
    sub->add_option("RUN", options.run, "a run's id, or its first letters (default: the newest)");
    add_pace(sub, options);
    add_format(sub, options.format);
  }

  void add_resume() {
    add_resume_options(command("resume", "do what is left of a run", resume_), resume_);
  }

  void add_judge() {
    CLI::App* sub = command("judge", "mark a run's stored transcripts with other judges", judge_);
    add_resume_options(sub, judge_.resume);
    sub->add_option("--judge", judge_.resume.judges, "provider/model")->required();
    sub->add_flag("--fresh", judge_.fresh, "ask again what the judge was asked and answered");
  }

  void add_duel() {
    CLI::App* sub = command("duel", "compare subjects pairwise, in both orders", duel_);
    add_world(sub, duel_.world);
    sub->add_option("--pack", duel_.pack, "as for run")->required();
    sub->add_option("--subject", duel_.subjects, "provider/model; played first if it was not")
        ->required();
    sub->add_option("--judge", duel_.judges, "provider/model; several are a panel")->required();
    with_env(sub->add_option("--user", duel_.user,
                             "provider/model that plays the simulated users of a pack"));
    sub->add_option("--scorer", duel_.scorer, "a scorer of pairs (default: the pack's)");
    sub->add_flag("--ladder", duel_.ladder,
                  "place the subjects among all that were compared on this pack before");
    sub->add_option("--schedule", duel_.schedule,
                    "which pairs: adaptive, full, uniform, or eqbench3 as its reference does")
        ->check(CLI::IsMember({"adaptive", "full", "uniform", "eqbench3"}))
        ->capture_default_str();
    sub->add_option("--panel", duel_.panel, "several judges: all on each pair, or rotated")
        ->check(CLI::IsMember({"all", "rotated"}))
        ->capture_default_str();
    sub->add_option("--half-width", duel_.half_width,
                    "enough when every rating is known to so many points at 95 % (default: 30)")
        ->check(CLI::PositiveNumber)
        ->check(check_finite);
    sub->add_flag("--ranks", duel_.ranks, "enough, too, when every rank is settled");
    sub->add_option("--comparisons", duel_.comparisons,
                    "pairs on a scenario at most; each is two calls to each judge")
        ->check(CLI::PositiveNumber);
    with_env(sub->add_option("--repeat", duel_.repeat, "samples of each scenario, where played")
                 ->check(CLI::Range(1, 1000))
                 ->capture_default_str());
    with_env(sub->add_option("--limit", duel_.limit, "only the first N scenarios of the pack")
                 ->check(CLI::PositiveNumber));
    with_env(sub->add_option("--release", duel_.release, "the release of the subjects"));
    with_env(sub->add_option("--seed", duel_.seed, "for what is chosen, and for labels")
                 ->capture_default_str());
    with_env(sub->add_option("--max-retries", duel_.max_retries, "further tries of a call")
                 ->check(CLI::Range(0, 100))
                 ->capture_default_str());
    add_pace(sub, duel_);
    add_format(sub, duel_.format);
    sub->add_flag("--compat", duel_.compat, "follow the reference benchmark to the letter");
    add_replay(sub, duel_.replay);
  }

  void add_leaderboard() {
    CLI::App* sub = command("leaderboard", "who stands where, with intervals", leaderboard_);
    add_world(sub, leaderboard_.world);
    sub->add_option("--pack", leaderboard_.pack, "only this pack");
    sub->add_option("--scorer", leaderboard_.scorer, "only this scorer");
    sub->add_option("--judge", leaderboard_.judge, "only this judge");
    with_env(
        sub->add_option("--seed", leaderboard_.seed, "for the intervals")->capture_default_str());
    sub->add_option("--weights", leaderboard_.weights,
                    "PACK=WEIGHT, several: one composite board over these packs")
        ->delimiter(',')
        ->allow_extra_args(false);
    add_format(sub, leaderboard_.format);
  }

  static void add_gates(CLI::App* sub, std::vector<std::string>& gates) {
    sub->add_option("--fail-on", gates, "exit 100 where this holds, as in 'lower < -2'")
        ->allow_extra_args(false);
  }

  void add_compare() {
    CLI::App* sub =
        command("compare", "is the difference real? the first against the others", compare_);
    add_world(sub, compare_.world);
    sub->add_option("SUBJECT", compare_.subjects,
                    "provider/model, provider/model@RELEASE or a run's id; two or more")
        ->required()
        ->expected(2, 1000);
    sub->add_option("--pack", compare_.pack, "only this pack");
    sub->add_option("--scorer", compare_.scorer, "by this scorer");
    sub->add_option("--judge", compare_.judge, "by this judge");
    sub->add_option("--equivalence", compare_.equivalence,
                    "points within which two count as equal: tests for that too")
        ->check(CLI::PositiveNumber)
        ->check(check_finite);
    sub->add_flag("--unlike", compare_.unlike,
                  "compare what was played or marked by different versions all the same");
    sub->add_option("--scenarios", compare_.scenarios, "how many that differ most to show")
        ->capture_default_str();
    add_gates(sub, compare_.fail_on);
    sub->add_option("--level", compare_.level, "what intervals claim, in (0.5, 1)")
        ->check(CLI::Range(0.5, 0.9999))
        ->check(check_finite)
        ->capture_default_str();
    with_env(
        sub->add_option("--seed", compare_.seed, "for intervals and tests")->capture_default_str());
    add_format(sub, compare_.format);
  }

  void add_drift() {
    CLI::App* sub =
        command("drift", "how a subject's releases differ: the model, or its judge?", drift_);
    add_world(sub, drift_.world);
    sub->add_option("SUBJECT", drift_.subject, "provider/model")->required();
    sub->add_option("--pack", drift_.pack, "only this pack");
    sub->add_option("--scorer", drift_.scorer, "by this scorer");
    sub->add_option("--judge", drift_.judge, "only releases marked by this judge");
    sub->add_option("--from", drift_.from, "a release's label (default: the first)");
    sub->add_option("--to", drift_.to, "a release's label (default: the last)");
    add_gates(sub, drift_.fail_on);
    with_env(sub->add_option("--seed", drift_.seed, "for the intervals")->capture_default_str());
    add_format(sub, drift_.format);
  }

  void add_watch() {
    CLI::App* sub = command(
        "watch", "play a small panel once more, from cron say; exit 100 if anything changed",
        watch_);
    add_world(sub, watch_.world);
    sub->add_option("SUBJECT", watch_.subjects, "provider/model, several allowed")->required();
    sub->add_option("--pack", watch_.pack, "as for run")->required();
    sub->add_option("--judge", watch_.judges, "provider/model that marks what needs a judge");
    with_env(sub->add_option("--user", watch_.user,
                             "provider/model that plays the simulated users of a pack"));
    sub->add_option("--panel", watch_.panel, "scenarios to play each time, the pack's first")
        ->check(CLI::Range(10, 100000))
        ->capture_default_str();
    sub->add_option("--false-alarms", watch_.in_control,
                    "one false alarm in so many looks, on average")
        ->check(CLI::Range(10, 100000))
        ->capture_default_str();
    with_env(sub->add_option("--seed", watch_.seed, "which scenarios, and for thresholds")
                 ->capture_default_str());
    sub->add_flag("--look-only", watch_.look_only, "ask nobody; say what the stored looks say");
    add_pace(sub, watch_);
    add_format(sub, watch_.format);
  }

  void add_report() {
    CLI::App* sub = command("report", "one page with everything, to open from disk", report_);
    add_world(sub, report_.world);
    sub->add_option("--out", report_.out, "the page, FILE.html; transcripts go beside it")
        ->required();
    sub->add_option("--pack", report_.packs, "only these packs");
    sub->add_option("--title", report_.title, "what stands above the page");
    sub->add_flag("!--no-transcripts", report_.transcripts, "leave the transcripts out");
    with_env(sub->add_option("--seed", report_.seed, "for the intervals")->capture_default_str());
  }

  void add_ratings() {
    CLI::App* sub = command("ratings", "who wins against whom: ratings from comparisons", ratings_);
    add_world(sub, ratings_.world);
    sub->add_option("--pack", ratings_.pack, "only this pack");
    sub->add_option("--scorer", ratings_.scorer, "only this scorer of pairs");
    sub->add_option("--judge", ratings_.judge, "only this judge (default: all, pooled)");
    sub->add_option("--ability", ratings_.ability, "by this criterion alone");
    sub->add_option("--cluster", ratings_.cluster,
                    "what goes together, for intervals: scenario, judge or session")
        ->capture_default_str();
    sub->add_option("--with", ratings_.with,
                    "factors to tell apart from strength: position,length,style,family,judge")
        ->allow_extra_args(false);
    sub->add_option("--anchor", ratings_.anchors,
                    "NAME=RATING: fixes the scale; twice: stretches it")
        ->allow_extra_args(false);
    sub->add_option("--prior", ratings_.prior,
                    "ridge=STRENGTH or pseudo-tie=STRENGTH: rates who is not tied to the others");
    sub->add_option("--interval", ratings_.interval, "sandwich or bootstrap")
        ->capture_default_str();
    sub->add_option("--method", ratings_.method, "bradley-terry; elo; trueskill, EQ-Bench 3's own")
        ->capture_default_str();
    with_env(sub->add_option("--seed", ratings_.seed, "for the intervals")->capture_default_str());
    add_format(sub, ratings_.format);
  }

  void add_audit() {
    CLI::App* sub =
        command("audit", "whom a judge favours, and how far it can be relied on", audit_);
    add_world(sub, audit_.world);
    sub->add_option("JUDGE", audit_.judge, "provider/model")->required();
    sub->add_option("--pack", audit_.pack, "only this pack");
    sub->add_option("--scorer", audit_.scorer, "only comparisons by this scorer");
    sub->add_option(
           "--probe", audit_.probes,
           "ask it more: repeat (the same again), padding (every point said twice), anchors "
           "(pairs on which others agree)")
        ->delimiter(',')
        ->check(CLI::IsMember({"repeat", "padding", "anchors"}));
    sub->add_option("--pairs", audit_.pairs, "for each probe; each is two calls")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    with_env(sub->add_option("--seed", audit_.seed, "for intervals, and for what is asked")
                 ->capture_default_str());
    add_pace(sub, audit_);
    add_format(sub, audit_.format);
  }

  void add_show() {
    CLI::App* sub = command("show", "a transcript with its marks", show_);
    add_world(sub, show_.world);
    sub->add_option("RUN", show_.run, "a run's id, or its first letters")->required();
    sub->add_option("SAMPLE", show_.sample,
                    "scenario[@subject][#repeat], of a duel scenario[@subject[@subject]] "
                    "(default: list them)");
    sub->add_flag("--judge-view", show_.judge_view, "exactly what the judges were sent");
  }

  void add_list() {
    CLI::App* sub = command(
        "list", "packs, subjects, scorers, wires, formats, runs, passports, importers or exporters",
        list_);
    add_world(sub, list_.world);
    sub->add_option("WHAT", list_.what, "what to list")->required();
    with_env(sub->add_option("--format", list_.format, "table or json")->capture_default_str());
  }

  void add_export() {
    CLI::App* sub =
        command("export", "stored facts, as JSON lines or in other tools' forms", export_);
    add_world(sub, export_.world);
    sub->add_option("KIND", export_.kind, "samples, verdicts, … (attune list exporters)")
        ->required();
    sub->add_option("--run", export_.run, "only this run");
    sub->add_option("--pack", export_.pack, "only this pack");
    sub->add_option("--subject", export_.subject, "only this subject");
    sub->add_option("--out", export_.out,
                    "a new file, packed where it ends in .gz; inspect, lm-eval: or a folder");
    sub->add_option("--fail-on", export_.fail_on, "junit: a sample fails where this holds")
        ->allow_extra_args(false);
  }

  void add_import() {
    CLI::App* sub = command("import", "published results of another harness", import_);
    add_world(sub, import_.world);
    sub->add_option("KIND", import_.kind, "eqbench-v2, … (attune list importers)")->required();
    sub->add_option("--questions", import_.questions,
                    "the benchmark's questions: a file, or EQ-Bench 3's data folder");
    sub->add_option("FILE", import_.files, "result files")->required();
    sub->add_flag("--robust", import_.robust, "score by attune's own reading of answers too");
    sub->add_option("--pack", import_.pack, "votes: a name for them; the file's if not given");
    sub->add_option("--judge", import_.judge, "votes: who gave them, where the file does not say");
    sub->add_option("--clean", import_.clean, "votes: none, or leave out what the arena does")
        ->capture_default_str();
    sub->add_flag("--drop-outliers", import_.drop_outliers,
                  "votes: leave out judges who vote unlike all others");
    sub->add_option("--only", import_.only, "votes: a tag they must have, as language=English")
        ->allow_extra_args(false);
  }

  void add_lint() {
    CLI::App* sub = command("lint", "what the author of a pack should fix", lint_);
    sub->add_option("PACK", lint_.pack, "a shipped pack, a folder, or eqbench-v2:FILE")->required();
  }

  void add_generate() {
    CLI::App* sub =
        command("generate", "scenarios put together from building blocks, on a seed", generate_);
    sub->add_option("WHAT", generate_.what, "what to generate: personas")->required();
    sub->add_option("--count", generate_.count, "how many; the first are the same for any count")
        ->check(CLI::Range(1, 1'000'000))
        ->required();
    with_env(sub->add_option("--seed", generate_.seed, "equal seeds give equal bytes")
                 ->capture_default_str());
    sub->add_option("--split", generate_.split,
                    "whose core issues: train, test or held-out; no two share one")
        ->capture_default_str();
    sub->add_option("--out", generate_.out,
                    "write a pack into this folder (default: scenarios on stdout)");
  }

  void add_doctor() {
    CLI::App* sub =
        command("doctor", "what an endpoint really does, beside what it did last time", doctor_);
    add_world(sub, doctor_.world);
    sub->add_option("SUBJECT", doctor_.subject,
                    "provider/model (default: list the latest passports)");
    with_env(sub->add_option("--max-context", doctor_.max_context,
                             "the longest question to ask, in tokens")
                 ->check(CLI::Range(256, 4'000'000))
                 ->capture_default_str());
    with_env(sub->add_option("--format", doctor_.format, "table or json")->capture_default_str());
  }

  void add_stub() {
    CLI::App* sub = command("stub", "a test endpoint whose truth is known: no model", stub_);
    sub->add_option("--port", stub_.port, "on 127.0.0.1; 0: any free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    sub->add_option("--seed", stub_.seed, "for everything it draws")->capture_default_str();
    sub->add_option("--pack", stub_.packs,
                    "packs it knows the answers of (default: those that ship)");
    sub->add_flag("--revise", stub_.revise, "EQ-Bench v2 packs are asked with revision");
    sub->add_option("--latency", stub_.latency_ms, "median, in milliseconds")
        ->capture_default_str();
    sub->add_option("--latency-spread", stub_.latency_spread, "of its logarithm")
        ->check(check_finite)
        ->capture_default_str();
    sub->add_option("--faults", stub_.faults,
                    "a fault profile: 429, 500, truncated-body, mixed, …");
    sub->add_option("--judge-noise", stub_.judge_noise, "standard deviation of one mark, 0-20")
        ->check(check_finite)
        ->capture_default_str();
    sub->add_option("--judge-bias", stub_.judge_bias,
                    "added to every mark; of a pair, to every margin of the first shown")
        ->check(check_finite)
        ->capture_default_str();
    sub->add_option("--skill-shift", stub_.skill_shift,
                    "added to the skill of every subject: another release behind the same name")
        ->check(CLI::Range(-100, 100))
        ->capture_default_str();
    sub->add_option("--reply-bytes", stub_.reply_bytes,
                    "what is said is at least so long, by blanks behind it")
        ->check(CLI::Range(0, 10'000'000));
    sub->add_flag("--until-stdin-closes", stub_.until_stdin_closes, "end when standard input does");
  }

  void add_demo() {
    CLI::App* sub = command("demo", "the whole chain, offline, in seconds", demo_);
    sub->add_option("--out", demo_.out, "keep the database and the reports in this folder");
    sub->add_option("--seed", demo_.seed, "equal seeds give equal bytes")->capture_default_str();
    add_format(sub, demo_.format);
  }

  CLI::App app_{"attune measures how well language models read and handle human feeling.",
                "attune"};
  std::function<Command()> chosen_;
  RunOptions run_;
  ResumeOptions resume_;
  JudgeOptions judge_;
  DuelOptions duel_;
  LeaderboardOptions leaderboard_;
  CompareOptions compare_;
  DriftOptions drift_;
  WatchOptions watch_;
  ReportOptions report_;
  RatingsOptions ratings_;
  AuditOptions audit_;
  ShowOptions show_;
  ListOptions list_;
  ExportOptions export_;
  ImportOptions import_;
  LintOptions lint_;
  GenerateOptions generate_;
  DoctorOptions doctor_;
  StubCommandOptions stub_;
  DemoOptions demo_;
};

}  // namespace

Result<Command> parse_command(int argc, const char* const* argv,
                              std::function<std::string()> version) {
  return Parser(std::move(version)).parse(argc, argv);
}

}  // namespace attune
