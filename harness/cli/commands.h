#pragma once

#include "harness/cli/options.h"
#include "scenarios/base/result.h"

namespace attune {

// Exit codes (DESIGN §3).
inline constexpr int kExitDone = 0;
inline constexpr int kExitIncomplete = 1;
inline constexpr int kExitBadInput = 2;
inline constexpr int kExitStopped = 3;
inline constexpr int kExitGate = 100;  // something asked to be failed on holds
inline constexpr int kExitInterrupted = 130;

// One function a command; each returns its exit code.
Result<int> run_command(const RunOptions& options);
Result<int> resume_command(const ResumeOptions& options);
Result<int> judge_command(const JudgeOptions& options);
Result<int> duel_command(const DuelOptions& options);
Result<int> leaderboard_command(const LeaderboardOptions& options);
Result<int> compare_command(const CompareOptions& options);
Result<int> drift_command(const DriftOptions& options);
Result<int> watch_command(const WatchOptions& options);
Result<int> report_command(const ReportOptions& options);
Result<int> ratings_command(const RatingsOptions& options);
Result<int> audit_command(const AuditOptions& options);
Result<int> show_command(const ShowOptions& options);
Result<int> list_command(const ListOptions& options);
Result<int> export_command(const ExportOptions& options);
Result<int> import_command(const ImportOptions& options);
Result<int> lint_command(const LintOptions& options);
Result<int> generate_command(const GenerateOptions& options);
Result<int> doctor_command(const DoctorOptions& options);
Result<int> stub_command(const StubCommandOptions& options);
Result<int> demo_command(const DemoOptions& options);

}  // namespace attune
