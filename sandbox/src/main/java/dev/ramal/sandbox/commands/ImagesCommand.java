package dev.ramal.sandbox.commands;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.ramal.sandbox.images.BuildImage;
import dev.ramal.sandbox.images.ImageName;
import dev.ramal.sandbox.images.JavaRuntime;
import dev.ramal.sandbox.images.RehearsedStart;
import dev.ramal.sandbox.images.ServiceFiles;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes images of the services as files. Each is started once before, out of the files of its
 * image, beside the sandbox that runs or one that is started for it.
 */
public final class ImagesCommand implements RamalCommand {
  private final Class<?> program;
  private final Progress progress = new Progress(System.out);

  /**
   * @param program whose main method understands {@code up}
   */
  public ImagesCommand(Class<?> program) {
    this.program = program;
  }

  @Override
  public int run(List<String> arguments) {
    Path root = Workspace.root();
    ImagesOptions options =
        ImagesOptions.of(arguments, root.resolve("target/images"), ImageName.version(root));
    options.services().forEach(service -> new ImageName(service, options.tag()));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ChildProcess.endAll(DownCommand.PATIENCE)));
    Path work = Workspace.state("images");
    JavaRuntime runtime = linked(work);
    List<ServiceFiles> all =
        options.services().stream()
            .map(service -> ServiceFiles.of(service, work.resolve(service.id())))
            .toList();
    if (options.rehearse()) {
      besideASandbox(
          sandbox -> {
            RehearsedStart start = new RehearsedStart(runtime, sandbox);
            for (ServiceFiles files : all) {
              start.of(files);
              progress.say(files.service().id() + " was ready, and left its classes");
            }
          });
    }
    ImageFormat format = options.docker() ? ImageFormat.Docker : ImageFormat.OCI;
    BuildImage build = BuildImage.begin(runtime, options.base(), format, work);
    for (ServiceFiles files : all) {
      ImageName name = new ImageName(files.service(), options.tag());
      Path file = options.to().resolve(name.file());
      String digest = build.of(files, name, file);
      progress.say("%s  %s  %d MB  %s".formatted(name, file, megabytes(file), digest));
    }
    return 0;
  }

  private JavaRuntime linked(Path work) {
    JavaRuntime runtime =
        JavaRuntime.link(Path.of(System.getProperty("java.home")), work.resolve("java"));
    progress.say("Java " + Runtime.version() + " linked");
    if (!runtime.leftOut().isEmpty()) {
      progress.say("without what a server has no use for: " + runtime.leftOut());
    }
    return runtime;
  }

  private void besideASandbox(Consumer<SandboxFolder> rehearsal) {
    SandboxFolder running = SandboxFolder.ofThisCheckout();
    if (SandboxStatus.read(running)
        .filter(status -> status.isAlive() && status.state().equals("running"))
        .isPresent()) {
      rehearsal.accept(running);
      return;
    }
    SandboxFolder folder = new SandboxFolder(Workspace.state("images-sandbox"));
    folder.clean();
    String port = "" + SandboxPorts.free().entry();
    DetachedSupervisor sandbox =
        new DetachedSupervisor(program, folder, Map.of("RAMAL_PORT", port));
    sandbox.start();
    try {
      rehearsal.accept(folder);
    } finally {
      sandbox.stop();
      folder.clean();
    }
  }

  private static long megabytes(Path file) {
    try {
      return Files.size(file) / 1_000_000;
    } catch (IOException e) {
      throw new SandboxFailure(file + " was not written: " + e.getMessage(), e);
    }
  }
}
