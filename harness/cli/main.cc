#include <algorithm>
#include <csignal>
#include <exception>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

struct Perform {
  Result<int> operator()(const PrintText& text) const {
    print(text.text);
    return kExitDone;
  }

  Result<int> operator()(const RunOptions& options) const { return run_command(options); }

  Result<int> operator()(const ResumeOptions& options) const { return resume_command(options); }

  Result<int> operator()(const JudgeOptions& options) const { return judge_command(options); }

  Result<int> operator()(const DuelOptions& options) const { return duel_command(options); }

  Result<int> operator()(const LeaderboardOptions& options) const {
    return leaderboard_command(options);
  }

  Result<int> operator()(const CompareOptions& options) const { return compare_command(options); }

  Result<int> operator()(const DriftOptions& options) const { return drift_command(options); }

  Result<int> operator()(const WatchOptions& options) const { return watch_command(options); }

  Result<int> operator()(const ReportOptions& options) const { return report_command(options); }

  Result<int> operator()(const RatingsOptions& options) const { return ratings_command(options); }

  Result<int> operator()(const AuditOptions& options) const { return audit_command(options); }

  Result<int> operator()(const ShowOptions& options) const { return show_command(options); }

  Result<int> operator()(const ListOptions& options) const { return list_command(options); }

  Result<int> operator()(const ExportOptions& options) const { return export_command(options); }

  Result<int> operator()(const ImportOptions& options) const { return import_command(options); }

  Result<int> operator()(const LintOptions& options) const { return lint_command(options); }

  Result<int> operator()(const GenerateOptions& options) const { return generate_command(options); }

  Result<int> operator()(const DoctorOptions& options) const { return doctor_command(options); }

  Result<int> operator()(const StubCommandOptions& options) const { return stub_command(options); }

  Result<int> operator()(const DemoOptions& options) const { return demo_command(options); }
};

int exit_code_of(Remedy remedy) {
  switch (remedy) {
    case Remedy::FixInput:
      return kExitBadInput;
    case Remedy::TryLater:
    case Remedy::GiveUp:
      return kExitIncomplete;
    case Remedy::StopRun:
      return kExitStopped;
  }
  return kExitIncomplete;
}

// The memory of this process holds keys.
void leave_no_core_dump() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);  // a core pattern that is a program heeds no limit
}

int main_of(int argc, char** argv) {
  leave_no_core_dump();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away, `attune show | head`, is no crash
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk
  auto command = parse_command(argc, argv, version_text);
  const Result<int> code =
      command ? std::visit(Perform{}, *command) : Result<int>(std::move(command).error());
  if (code && output_was_lost()) {
    complain("attune: standard output could not be written to the end");
    return std::max(*code, static_cast<int>(kExitIncomplete));
  }
  if (code) return *code;
  complain("attune: " + printable(code.error().what));
  return exit_code_of(code.error().remedy);
}

}  // namespace
}  // namespace attune

int main(int argc, char** argv) {
  try {
    return attune::main_of(argc, argv);
  } catch (const std::exception&
               error) {  // only foreign code throws, and where it may we catch it closer
    attune::complain(std::string("attune: a defect: ") + error.what());
    return attune::kExitIncomplete;
  }
}
